// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import java.util.Arrays;

/** Weights from losses: the best counts most, and what is clearly worse not at all. */
final class Mixture {

    private static final double MOST_WORSE = 0.15;

    /** A candidate whose loss is greater by a tenth of the least counts for 1/e of the best. */
    private static final double SHARPNESS = 10;

    private static final int MOST_MEMBERS = 4;

    private Mixture() {}

    /**
     * {@return a weight for each loss, their sum 1; all 0 if no loss is finite}
     *
     * @param losses not negative; positive infinity for what cannot count
     */
    static double[] weights(double[] losses) {
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        double least = sorted[0];
        double[] weights = new double[losses.length];
        if (least == Double.POSITIVE_INFINITY) {
            return weights;
        }
        double most = Math.min(least * (1 + MOST_WORSE), sorted[Math.min(sorted.length, MOST_MEMBERS) - 1]);
        double sum = 0;
        for (int i = 0; i < losses.length; i++) {
            // Of several that make no error the first will do.
            if (losses[i] <= most && (least > 0 || sum == 0)) {
                weights[i] = least > 0 ? Math.exp(-SHARPNESS * (losses[i] / least - 1)) : 1;
                sum += weights[i];
            }
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
