// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

/** Variances of the next values by the method of Holt and Winters, as multiples of that of one error. */
final class ClassicVariance {

    private final double alpha;
    private final double beta;
    private final double gamma;
    /** Level, slope, and the season of the next steps. */
    private final double[] coefficients;

    ClassicVariance(double[] parameters, double[] coefficients) {
        alpha = parameters[0];
        beta = parameters[1];
        gamma = parameters[2];
        this.coefficients = coefficients;
    }

    /** {@return the sum of the squared responses to the errors before the step {@code lead}, at least 1} */
    double additive(int lead) {
        double sum = 1;
        for (int lag = 1; lag < lead; lag++) {
            sum += response(lag) * response(lag);
        }
        return sum;
    }

    /** {@return the same, where an error moves the level by its share of the season and comes back multiplied} */
    double multiplicative(int lead) {
        double sum = 1;
        int period = coefficients.length - 2;
        double own = coefficients[2 + (lead - 1) % period];
        for (int lag = 1; lag < lead; lag++) {
            double moved = response(lag) * own / coefficients[2 + (lead - 1 - lag) % period];
            sum += moved * moved;
        }
        return sum;
    }

    /** {@return what R's {@code predict} takes for it} The newest error counts as an older one, and once in a period the
     * slope stands for the season. */
    double multiplicativeLikeR(int lead) {
        double sum = 0;
        int period = coefficients.length - 2;
        int own = 1 + (lead - 1) % period;
        for (int lag = 0; lag < lead; lag++) {
            double moved = response(lag) * coefficients[1 + own] / coefficients[1 + Math.floorMod(own - lag, period)];
            sum += moved * moved;
        }
        return sum;
    }

    private double response(int lag) {
        int period = coefficients.length - 2;
        return alpha * (1 + lag * beta) + (lag % period == 0 ? gamma * (1 - alpha) : 0);
    }
}
