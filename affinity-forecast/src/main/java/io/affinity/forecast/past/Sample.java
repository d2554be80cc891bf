// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import io.affinity.spi.forecast.QuantileLevels;

/** Quantiles of a sample, by linear interpolation between the middles of its weights (Hazen's, definition 5 of Hyndman and Fan 1996). */
final class Sample {

    private Sample() {}

    /**
     * Writes the quantiles of a weighted sample.
     *
     * @param order the indices of its {@code count} values, of the least value first
     * @param weights of the values, above 0
     * @return the weighted mean
     */
    static double quantiles(
            float[] values, double[] weights, int[] order, int count, QuantileLevels levels, double[] into) {
        double total = 0;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            total += weights[i];
            sum += weights[i] * values[i];
        }
        int at = 0;
        double middle = weights[order[0]] / 2;
        double before = middle;
        for (int l = 0; l < levels.size(); l++) {
            double wanted = levels.get(l) * total;
            while (at < count - 1 && middle < wanted) {
                before = middle;
                middle += (weights[order[at]] + weights[order[at + 1]]) / 2;
                at++;
            }
            float upper = values[order[at]];
            float lower = at == 0 ? upper : values[order[at - 1]];
            double share = at == 0 || wanted >= middle ? 1 : (wanted - before) / (middle - before);
            into[l] = lower + share * ((double) upper - lower);
        }
        return sum / total;
    }

    /** Writes the quantiles, as {@link #quantiles(float[], double[], int[], int, QuantileLevels, double[])}, where all count the same. */
    static void quantiles(float[] values, int[] order, int count, QuantileLevels levels, double[] into, int from) {
        for (int l = 0; l < levels.size(); l++) {
            double place = Math.max(0, Math.min(count - 1, levels.get(l) * count - 0.5));
            int low = (int) place;
            int high = Math.min(count - 1, low + 1);
            float lower = values[order[low]];
            into[from + l] = lower + (place - low) * ((double) values[order[high]] - lower);
        }
    }
}
