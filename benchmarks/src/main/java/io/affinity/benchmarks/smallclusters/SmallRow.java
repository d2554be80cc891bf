// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.smallclusters;

import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.search.LocalSearchSolver;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.SolveLimits;

/**
 * How the solver did with one set of weights.
 *
 * @param exact clusters in which no placement is better than what it found
 * @param worst how much of what can be gained it missed, where that was most; infinite where a hard rule could be mended and was not
 */
record SmallRow(String weights, int clusters, int exact, double worst) {

    private static final double LEAST = 1e-6;

    static SmallRow of(WeightSet weights, int clusters, long seed) {
        int exact = 0;
        double worst = 0;
        for (int i = 0; i < clusters; i++) {
            double missed = missed(SmallCluster.of(seed + i, weights));
            exact += missed == 0 ? 1 : 0;
            worst = Math.max(worst, missed);
        }
        return new SmallRow(weights.name(), clusters, exact, worst);
    }

    private static double missed(PlacementProblem problem) {
        AllPlacements all = new AllPlacements(problem);
        Objective best = all.best();
        PlacementResult result = new LocalSearchSolver()
                .solve(
                        problem,
                        SolveLimits.of(PredictiveSettings.DEFAULT.iterations(), PredictiveSettings.DEFAULT.seed()));
        Objective start = all.worth(problem.fleet().placement());
        Objective found = result instanceof PlacementResult.Improved improved ? all.worth(improved.placement()) : start;
        if (AllPlacements.isAsGood(found, best)) {
            return 0;
        }
        boolean isMended = found.hardViolation() <= best.hardViolation() + LEAST;
        return isMended
                ? (found.cost() - best.cost()) / Math.abs(start.cost() - best.cost())
                : Double.POSITIVE_INFINITY;
    }

    double share() {
        return exact / (double) clusters;
    }
}
