// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import io.affinity.spi.forecast.QuantileLevels;
import java.util.Arrays;

/** Quantiles of a sample, by linear interpolation between the middles of its weights (Hazen's, definition 5 of Hyndman and Fan 1996). */
final class Sample {

    private Sample() {}

    /**
     * Writes the quantiles of a weighted sample.
     *
     * @param values the first {@code count}, none of them NaN
     * @param weights above 0
     * @return the weighted mean
     */
    static double quantiles(float[] values, double[] weights, int count, QuantileLevels levels, double[] into) {
        long[] order = new long[count];
        double total = 0;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            order[i] = (sortable(values[i]) << Integer.SIZE) | i;
            total += weights[i];
            sum += weights[i] * values[i];
        }
        Arrays.sort(order);
        int at = 0;
        double middle = weights[(int) order[0]] / 2;
        double before = middle;
        for (int l = 0; l < levels.size(); l++) {
            double wanted = levels.get(l) * total;
            while (at < count - 1 && middle < wanted) {
                before = middle;
                middle += (weights[(int) order[at]] + weights[(int) order[at + 1]]) / 2;
                at++;
            }
            float upper = values[(int) order[at]];
            float lower = at == 0 ? upper : values[(int) order[at - 1]];
            double share = at == 0 || wanted >= middle ? 1 : (wanted - before) / (middle - before);
            into[l] = lower + share * ((double) upper - lower);
        }
        return sum / total;
    }

    /** Bits that sort as the number does. */
    private static long sortable(float value) {
        int bits = Float.floatToIntBits(value);
        return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    }

    /**
     * Writes the quantiles of a sample in which all count the same.
     *
     * @param sorted the first {@code count}, in increasing order
     */
    static void quantiles(float[] sorted, int count, QuantileLevels levels, double[] into, int from) {
        for (int l = 0; l < levels.size(); l++) {
            double place = Math.max(0, Math.min(count - 1, levels.get(l) * count - 0.5));
            int low = (int) place;
            int high = Math.min(count - 1, low + 1);
            into[from + l] = sorted[low] + (place - low) * ((double) sorted[high] - sorted[low]);
        }
    }
}
