// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import java.util.List;

/** The middle of many values. */
final class Medians {

    private Medians() {}

    /** {@return the median, the mean of the two in the middle if their number is even; NaN are left out, and NaN if nothing else is} */
    static double of(List<Double> values) {
        double[] sorted = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
