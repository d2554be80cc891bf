// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.contention.ScenarioColumns;
import io.affinity.core.reassignment.SearchPlacement;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.SolveLimits;

/**
 * Local search: descents, then annealing. Finds few migrations that take contention away, mend broken rules and, where
 * hosts cost something, empty idle hosts; ends as soon as nothing better can be, and says how far what it found may be from the best. Anytime: what it holds is never worse than the present placement. Where there is much to look at
 * it anneals in several ways at once; deterministic for a seed and a number of iterations, on any number of threads. Immutable and thread-safe.
 */
public final class LocalSearchSolver implements PlacementSolver {

    static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final int threads;

    /** On as many threads as there are processors; also how {@link java.util.ServiceLoader} makes one. */
    public LocalSearchSolver() {
        this(PROCESSORS);
    }

    /**
     * @param threads that it may start in each search, which end with it; at least 1
     * @throws IllegalArgumentException if there are fewer
     */
    public LocalSearchSolver(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads (" + threads + ") must be at least 1.");
        }
        this.threads = threads;
    }

    @Override
    public String name() {
        return "local-search";
    }

    @Override
    public PlacementResult solve(PlacementProblem asked, SolveLimits limits) {
        // Once, and not for each of those who read them.
        SearchProblem problem = new SearchProblem(asked.toBuilder()
                .scenarios(ScenarioColumns.of(asked.scenarios()))
                .build());
        LocalSearch search = new LocalSearch(problem, limits, threads);
        Objective before = search.objective();
        SearchPlacement placement = search.run();
        Objective after = search.objective();
        // Sums of floats depend on their order a little, so an equal placement may seem better.
        if (after.compareTo(before) >= 0 || placement.vmsAway() == 0) {
            return new PlacementResult.Unchanged(asked.fleet().placement(), before, search.bound());
        }
        return new PlacementResult.Improved(
                problem.fleet().placementOf(placement.hostIndexByVm()),
                before,
                after,
                search.bound(),
                new Explainer(problem, placement, limits.stop()).explain());
    }
}
