package io.affinity.core.search;

import io.affinity.core.contention.ScenarioColumns;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.SolveLimits;
import java.util.List;

/**
 * Local search with large-neighborhood repair: finds few migrations that take contention away, mend broken rules and, where
 * hosts cost something, empty idle hosts. Anytime: what it holds is never worse than the present placement. Runs on the
 * calling thread; deterministic for a seed and a number of iterations. Stateless and thread-safe.
 */
public final class LocalSearchSolver implements PlacementSolver {

    /** Needs no settings; also how {@link java.util.ServiceLoader} makes one. */
    public LocalSearchSolver() {}

    @Override
    public String name() {
        return "local-search";
    }

    @Override
    public PlacementResult solve(PlacementProblem asked, SolveLimits limits) {
        // Once, and not for each of those who read them.
        PlacementProblem problem = asked.toBuilder()
                .scenarios(ScenarioColumns.of(asked.scenarios()))
                .build();
        SearchState state = new SearchState(problem);
        Objective before = state.objective();
        new LocalSearch(state, limits, problem.weights().activeHost() > 0).run();
        Objective after = state.objective();
        if (after.hardViolation() > 0) {
            List<String> conflict = PolicyConflicts.find(problem.fleet());
            if (!conflict.isEmpty()) {
                return new PlacementResult.Infeasible(
                        conflict, "No placement keeps these policies together: " + String.join(", ", conflict) + ".");
            }
        }
        // Sums of floats depend on their order a little, so an equal placement may seem better.
        if (after.compareTo(before) >= 0 || !state.isAnyMigrated()) {
            return new PlacementResult.Unchanged(before);
        }
        return new PlacementResult.Improved(
                problem.fleet().placementOf(state.hostIndexByVm()),
                before,
                after,
                new Explainer(problem, state).explain());
    }
}
