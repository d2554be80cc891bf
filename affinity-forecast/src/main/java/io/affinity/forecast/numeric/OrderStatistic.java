// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.numeric;

/** The value of a rank among others, without sorting them: Hoare (1961), algorithm 65, with the median of three as the pivot. */
public final class OrderStatistic {

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
        int low = 0;
        int high = values.length - 1;
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
