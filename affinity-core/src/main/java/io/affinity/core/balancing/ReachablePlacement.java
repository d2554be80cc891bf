// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.flight.Flight;
import io.affinity.core.flight.Stage;
import io.affinity.core.plan.Planner;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.SolveLimits;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A better placement and the way to it. What the planner finds no safe order for is closed to the VMs in question, and the solver is asked again, so that what is recommended can be
 * carried out; after a few rounds the rest stays postponed.
 *
 * @param search what was asked in the last round, and answered
 * @param plan empty where nothing better was found
 */
record ReachablePlacement(Decision.Search search, MigrationPlan plan) {

    /** Hardly ever is a second one needed, and each costs a search. */
    private static final int MOST_ROUNDS = 3;

    static ReachablePlacement search(
            PlacementSolver solver, Planner planner, PlacementProblem problem, SolveLimits limits) {
        PlacementProblem asked = problem;
        ReachablePlacement found = round(solver, planner, asked, limits);
        for (int i = 1; i < MOST_ROUNDS && !found.plan.postponed().isEmpty(); i++) {
            asked = withoutPostponed(asked, found.plan);
            ReachablePlacement next = round(solver, planner, asked, limits);
            if (!(next.search.result() instanceof PlacementResult.Improved)) {
                break;
            }
            found = next;
        }
        return found;
    }

    private static ReachablePlacement round(
            PlacementSolver solver, Planner planner, PlacementProblem problem, SolveLimits limits) {
        PlacementResult result = Flight.stage(Stage.SEARCH, () -> solver.solve(problem, limits));
        MigrationPlan plan = result instanceof PlacementResult.Improved improved
                ? Flight.stage(Stage.PLAN, () -> AffordablePlan.of(planner, problem, improved.recommendations()))
                : MigrationPlan.empty(problem.fleet().observedAt());
        return new ReachablePlacement(new Decision.Search(problem, result), plan);
    }

    private static PlacementProblem withoutPostponed(PlacementProblem problem, MigrationPlan plan) {
        Map<VmId, Set<HostId>> banned = new LinkedHashMap<>(problem.bannedTargets());
        plan.postponed().forEach(each -> {
            VmId vm = each.recommendation().vm();
            Set<HostId> hosts = new LinkedHashSet<>(banned.getOrDefault(vm, Set.of()));
            hosts.add(each.recommendation().target());
            banned.put(vm, hosts);
        });
        return problem.toBuilder().bannedTargets(banned).build();
    }
}
