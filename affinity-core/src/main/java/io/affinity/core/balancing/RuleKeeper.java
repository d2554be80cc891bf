// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.Planner;
import io.affinity.core.search.HardRules;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.SolveLimits;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Mends broken hard rules and empties hosts, and does nothing else, whatever is known of demand: what is not known counts as what was
 * promised. So it needs neither forecasts nor a past. Where demand is known and believed, {@link PredictiveBalancer} finds better targets.
 */
public final class RuleKeeper implements Balancer {

    private final PlacementSolver solver;
    private final List<PlacementTerm> terms;
    private final Planner planner;
    private final PredictiveSettings settings;

    /** @param settings of which horizon, scenarios, threshold and cause mean nothing here */
    public RuleKeeper(PlacementSolver solver, List<PlacementTerm> terms, Planner planner, PredictiveSettings settings) {
        this.solver = new RecountedSolver(solver);
        this.terms = List.copyOf(terms);
        this.planner = planner;
        this.settings = settings;
    }

    /**
     * What is to be done, and what was found.
     *
     * @param plan empty where nothing can be mended now
     */
    record Mending(MigrationPlan plan, Decision.Search search) {}

    @Override
    public Decision decide(Situation situation) {
        return situation.fleet().vms().isEmpty() || !situation.mustBeMended()
                ? Decision.nothing(situation)
                : new Decision(
                        mend(situation, PromisedDemand.of(situation.fleet(), situation.history()))
                                .plan(),
                        null);
    }

    /** {@return the migrations that rules and hosts that are to be emptied make necessary} */
    Mending mend(Situation situation, PromisedDemand demand) {
        Fleet fleet = situation.fleet();
        Map<VmId, Double> costs = migrationCosts(situation, demand);
        PlacementProblem problem = PlacementProblem.builder(demand.scenarios(), settings.weights())
                .migrationCosts(costs)
                .bannedTargets(situation.bannedTargets(fleet.observedAt().minus(settings.returnBan())))
                .closedHosts(situation.closedBesides(demand.unknown()))
                .allowances(new BudgetLedger(fleet, situation.past()).allowances())
                .reliefOnly(costs.keySet())
                .terms(terms)
                .build();
        ReachablePlacement found = ReachablePlacement.search(
                solver, planner, problem, SolveLimits.of(settings.iterations(), settings.seed()));
        return new Mending(
                found.search().result() instanceof PlacementResult.Improved improved && isMending(improved)
                        ? found.plan()
                        : MigrationPlan.empty(fleet.observedAt()),
                found.search());
    }

    /** A promise is no reason to leave a host. */
    private static boolean isMending(PlacementResult.Improved improved) {
        return improved.after().hardViolation() < improved.before().hardViolation();
    }

    private Map<VmId, Double> migrationCosts(Situation situation, PromisedDemand demand) {
        Fleet fleet = situation.fleet();
        HardRules rules = new HardRules(fleet);
        Instant rested = fleet.observedAt().minus(settings.cooldown());
        Map<VmId, Double> costs = new LinkedHashMap<>();
        for (int v = 0; v < fleet.vms().size(); v++) {
            VmId vm = fleet.vms().get(v).id();
            boolean mayMigrate = rules.isMisplaced(v)
                    && !situation.held().contains(vm)
                    && !demand.unsized().contains(vm)
                    && !situation.past().wasMigratedSince(vm, rested);
            costs.put(
                    vm,
                    mayMigrate
                            ? MigrationPlanner.price(planner.estimate(fleet, vm).elapsed())
                            : Double.POSITIVE_INFINITY);
        }
        return costs;
    }
}
