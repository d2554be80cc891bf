// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.numeric;

import java.util.Arrays;

/** The value of a rank among others, without sorting them: Hoare (1961), algorithm 65, with the median of three as the pivot. */
public final class OrderStatistic {

    /** One value in so many is looked at first. */
    private static final int STRIDE = 16;

    /** So many more of those than there would be in the mean, so that the bound is seldom too low. */
    private static final int MARGIN = 8;

    private OrderStatistic() {}

    /**
     * {@return the quantile: the least value with that share at or below it}
     *
     * @param values none of them NaN, at least one; reordered
     */
    public static float quantile(float[] values, double level) {
        int rank = (int) Math.ceil(level * values.length) - 1;
        return of(values, Math.max(0, Math.min(values.length - 1, rank)));
    }

    /**
     * {@return the value that {@code rank} others do not exceed}
     *
     * @param values none of them NaN; reordered
     * @param rank from 0
     */
    public static float of(float[] values, int rank) {
        return of(values, values.length, rank);
    }

    /**
     * {@return the value among the first {@code count} that {@code rank} of them do not exceed} Faster than {@link #of} where the rank is a small part of the count: a sample tells a bound, and only
     * what is not above it is put in order.
     *
     * @param values none of the first {@code count} NaN; left as they are
     * @param rank from 0
     */
    public static float ofLow(float[] values, int count, int rank) {
        float[] sample = new float[(count + STRIDE - 1) / STRIDE];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = values[i * STRIDE];
        }
        int likely = 3 * rank / (2 * STRIDE) + MARGIN;
        float bound = likely < sample.length ? of(sample, likely) : Float.POSITIVE_INFINITY;
        float[] low = new float[count];
        int found = 0;
        for (int i = 0; i < count; i++) {
            // Written always and kept only where it is low, which needs no branch to be guessed.
            low[found] = values[i];
            found += values[i] <= bound ? 1 : 0;
        }
        return found > rank ? of(low, found, rank) : of(Arrays.copyOf(values, count), rank);
    }

    private static float of(float[] values, int count, int rank) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            float pivot = middle(values[low], values[(low + high) >>> 1], values[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    float value = values[i];
                    values[i++] = values[j];
                    values[j--] = value;
                }
            }
            if (rank <= j) {
                high = j;
            } else if (rank >= i) {
                low = i;
            } else {
                return values[rank];
            }
        }
        return values[rank];
    }

    private static float middle(float a, float b, float c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
