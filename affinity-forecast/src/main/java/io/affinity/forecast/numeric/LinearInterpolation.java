// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.numeric;

/** Fills gaps by the straight line between the values around them; before the first and after the last, by these. */
public final class LinearInterpolation {

    private LinearInterpolation() {}

    /**
     * Replaces each NaN.
     *
     * @param values modified; with at least one that is not NaN
     * @throws IllegalArgumentException if all are NaN
     */
    public static void fill(double[] values) {
        int previous = -1;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                bridge(values, previous, i);
                previous = i;
            }
        }
        if (previous < 0) {
            throw new IllegalArgumentException(
                    "The values (" + values.length + ") must not all be missing: there is nothing to interpolate.");
        }
        bridge(values, previous, values.length);
    }

    private static void bridge(double[] values, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (from < 0) {
                values[i] = values[to];
            } else if (to == values.length) {
                values[i] = values[from];
            } else {
                double share = (i - from) / (double) (to - from);
                values[i] = values[from] * (1 - share) + values[to] * share;
            }
        }
    }
}
