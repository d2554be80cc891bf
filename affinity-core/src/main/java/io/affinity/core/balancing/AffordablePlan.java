// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.plan.PlanRequest;
import io.affinity.core.plan.Planner;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.MigrationAllowance;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.Recommendation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way to a placement that migration budgets pay for. The search counts one migration a VM; a VM that stops over on the way makes
 * two, and where that is more than its budgets allow, it does not stop over.
 */
final class AffordablePlan {

    private final Planner planner;
    private final PlacementProblem problem;
    private final Set<VmId> tooDear = new HashSet<>();

    private AffordablePlan(Planner planner, PlacementProblem problem) {
        this.planner = planner;
        this.problem = problem;
    }

    /** {@return the plan for these recommendations, which the allowances of the problem permit} */
    static MigrationPlan of(Planner planner, PlacementProblem problem, List<Recommendation> recommendations) {
        return new AffordablePlan(planner, problem).plan(recommendations);
    }

    private MigrationPlan plan(List<Recommendation> recommendations) {
        while (true) {
            MigrationPlan plan = planner.plan(new PlanRequest(
                    problem.fleet(),
                    recommendations,
                    (vm, host) -> !tooDear.contains(vm) && problem.isOpen(vm, host),
                    problem.scenarios()));
            BudgetLedger ledger = new BudgetLedger(problem.allowances());
            PlannedMigration refused = plan.migrations().stream()
                    .filter(planned -> !ledger.take(planned.migration()))
                    .findFirst()
                    .orElse(null);
            if (refused == null) {
                return plan;
            }
            VmId dear = lastToStopOver(plan, ledger.refusal(refused.migration()));
            if (dear == null || !tooDear.add(dear)) {
                return paidFor(plan);
            }
        }
    }

    /** {@return the last VM that stops over and counts for what is used up, or null if there is none} */
    private static @Nullable VmId lastToStopOver(MigrationPlan plan, @Nullable MigrationAllowance usedUp) {
        Set<VmId> seen = new HashSet<>();
        VmId last = null;
        for (PlannedMigration planned : plan.migrations()) {
            Migration migration = planned.migration();
            if (!seen.add(migration.vm()) && usedUp != null && counts(usedUp, plan, migration.vm())) {
                last = migration.vm();
            }
        }
        return last;
    }

    private static boolean counts(MigrationAllowance allowance, MigrationPlan plan, VmId vm) {
        return plan.migrations().stream()
                .map(PlannedMigration::migration)
                .anyMatch(migration ->
                        migration.vm().equals(vm) && allowance.counts(vm, migration.source(), migration.target()));
    }

    /** What a planner of somebody else's making wants beyond the budgets is left out; the executor skips what depends on it. */
    private MigrationPlan paidFor(MigrationPlan plan) {
        BudgetLedger ledger = new BudgetLedger(problem.allowances());
        List<PlannedMigration> affordable = plan.migrations().stream()
                .filter(planned -> ledger.take(planned.migration()))
                .toList();
        return new MigrationPlan(plan.createdAt(), affordable, plan.postponed());
    }
}
