// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import java.util.Arrays;

/** How far values are apart, by measures that outliers do not move. */
final class Dispersion {

    private Dispersion() {}

    /** {@return the distance of the quartiles, which are the values at the rounded places (n + 1) / 4 and 3 (n + 1) / 4} */
    static double interquartileRange(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int lower = (int) Math.round(0.25 * (sorted.length + 1)) - 1;
        int upper = (int) Math.round(0.75 * (sorted.length + 1)) - 1;
        return sorted[upper] - sorted[lower];
    }

    /** {@return the median distance from the median} */
    static double medianAbsoluteDeviation(double[] values) {
        double median = median(values);
        return median(
                Arrays.stream(values).map(value -> Math.abs(value - median)).toArray());
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
