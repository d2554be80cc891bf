// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

import io.affinity.forecast.numeric.UnitBoxSearch;
import io.affinity.forecast.recursion.SmoothingState;
import java.util.Arrays;

/**
 * Least squares of the one-step errors over the admissible box. The parameters that the model does not use stay at 0
 * (phi at 1).
 */
final class SmoothingSearch {

    private static final double LEAST_PHI = 0.8;
    private static final double MOST_PHI = 0.98;

    /** A season known from one period is worth little; yet its start has learned from parts of it that are alike. */
    private static final double UNKNOWN_GAMMA = 0.2;

    /** Where the search may begin: the best of these is taken. Values that follow fast, slowly, and hardly at all. */
    private static final double[] ALPHAS = {0.3, 0.7, 0.1, 0.02};

    private final double[] values;
    private final SmoothingStart start;
    private final Effort effort;

    SmoothingSearch(double[] values, SmoothingStart start, Effort effort) {
        this.values = values;
        this.start = start;
        this.effort = effort;
    }

    /** {@return the parameters with the least sum of squares found} */
    SmoothingParameters best() {
        double[] point = new double[1 + (trended() ? 1 : 0) + (weighsSeason() ? 1 : 0) + (damped() ? 1 : 0)];
        double least = Double.POSITIVE_INFINITY;
        double[] begin = point;
        for (double alpha : ALPHAS) {
            Arrays.fill(point, 0.1);
            point[0] = alpha;
            if (damped()) {
                point[point.length - 1] = 0.5;
            }
            double sum = sumOfSquares(parameters(point));
            if (sum < least) {
                least = sum;
                begin = point.clone();
            }
        }
        if (!(least > 0 && least < Double.POSITIVE_INFINITY)) {
            return parameters(begin);
        }
        double unit = least;
        return parameters(UnitBoxSearch.minimize(x -> sumOfSquares(parameters(x)) / unit, begin, tolerance()));
    }

    /** {@return the sum of the squared one-step errors of the values that are not missing} */
    double sumOfSquares(SmoothingParameters parameters) {
        SmoothingState state = start.state(parameters);
        double sum = 0;
        for (int i = start.next(); i < values.length; i++) {
            double error = values[i] - state.next();
            if (Double.isNaN(error)) {
                error = 0;
            }
            sum += error * error;
            state.advance(error);
        }
        return sum;
    }

    private SmoothingParameters parameters(double[] unit) {
        int next = 1;
        double beta = trended() ? unit[next++] : 0;
        double gamma = weighsSeason() ? unit[next++] : UNKNOWN_GAMMA;
        double phi = damped() ? LEAST_PHI + unit[next] * (MOST_PHI - LEAST_PHI) : 1;
        return new SmoothingParameters(unit[0], beta, gamma, phi);
    }

    private double tolerance() {
        return effort == Effort.THOROUGH ? 1e-6 : 5e-3;
    }

    private boolean trended() {
        return start.trend() != Trend.NONE;
    }

    private boolean damped() {
        return start.trend() == Trend.DAMPED;
    }

    /** Its weight shows only where a part of the season comes again. */
    private boolean weighsSeason() {
        int seenAgain = values.length - start.next() - start.period();
        return start.period() > 1 && (effort == Effort.THOROUGH || seenAgain >= start.period() / 4);
    }
}
