// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.estimation;

import io.affinity.forecast.numeric.LeastSquaresSearch;
import io.affinity.forecast.numeric.LeastSquaresSearch.Limits;

/**
 * The search for the least sum of squares, with an eye on the unit roots of the moving average: there the likelihood often
 * is greatest ("pile-up", Cryer and Ledolter 1981), a search of all space nears them by ever smaller steps only, and from
 * one of them it sees no way back. So where one is near, a search begins on it; and one that ends there tries to leave.
 *
 * <p>On a unit root means so far out that the coordinate has no derivative: the search then leaves it alone and has one
 * dimension less. Looks cost one evaluation each, and a search is only begun where a look was better.
 */
final class UnitRootSearch {

    private static final double ROUGH = 1e-3;
    private static final int MOST_ROUGH_EVALUATIONS = 100;

    /** Partial autocorrelations of 0.95 and 0.995. */
    private static final double NEAR = 3;

    private static final double VERY_NEAR = 10;

    /** Beyond what the space tells apart, so that the search leaves this coordinate alone. */
    private static final double ON_IT = 1e4;

    /** Partial autocorrelations of 0.9987 and 0.99. */
    private static final double[] BESIDE_IT = {20, 7};

    private final LeastSquaresSearch.Problem problem;
    private final boolean[] movingAverage;

    /** @param movingAverage for each coordinate whether its end is a unit root of the moving average */
    UnitRootSearch(LeastSquaresSearch.Problem problem, boolean[] movingAverage) {
        this.problem = problem;
        this.movingAverage = movingAverage;
    }

    /** {@return nearly the best point of this hill, unit roots left aside} */
    LeastSquaresSearch rough(double[] begin) {
        return search(begin, ROUGH, MOST_ROUGH_EVALUATIONS);
    }

    /** {@return the best point of this hill} */
    LeastSquaresSearch fine(double[] begin, double tolerance, int mostEvaluations) {
        LeastSquaresSearch rough = rough(begin);
        rough = better(rough, look(onUnitRoots(rough.point(), NEAR)));
        LeastSquaresSearch best = search(rough.point(), tolerance, mostEvaluations);
        double[] end = onUnitRoots(best.point(), VERY_NEAR);
        if (differs(end, best.point())) {
            best = better(best, search(end, tolerance, mostEvaluations));
        }
        LeastSquaresSearch beside = best;
        for (double distance : BESIDE_IT) {
            beside = better(beside, look(beside(best.point(), distance)));
        }
        return beside.objective() < best.objective() ? search(beside.point(), tolerance, mostEvaluations) : best;
    }

    /** {@return the best point that so many evaluations find} */
    LeastSquaresSearch search(double[] begin, double tolerance, int mostEvaluations) {
        return new LeastSquaresSearch(problem, begin, 0).advance(Limits.ofEvaluations(tolerance, mostEvaluations - 1));
    }

    private LeastSquaresSearch look(double[] point) {
        return new LeastSquaresSearch(problem, point, 0);
    }

    private static LeastSquaresSearch better(LeastSquaresSearch one, LeastSquaresSearch other) {
        return other.objective() < one.objective() ? other : one;
    }

    private double[] onUnitRoots(double[] point, double near) {
        double[] moved = point.clone();
        for (int i = 0; i < point.length; i++) {
            moved[i] = movingAverage[i] && Math.abs(point[i]) > near ? Math.signum(point[i]) * ON_IT : point[i];
        }
        return moved;
    }

    private double[] beside(double[] point, double distance) {
        double[] moved = point.clone();
        for (int i = 0; i < point.length; i++) {
            moved[i] = movingAverage[i] && Math.abs(point[i]) >= ON_IT ? Math.signum(point[i]) * distance : point[i];
        }
        return moved;
    }

    private static boolean differs(double[] one, double[] other) {
        for (int i = 0; i < one.length; i++) {
            if (one[i] != other[i]) {
                return true;
            }
        }
        return false;
    }
}
