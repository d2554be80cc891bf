// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import java.util.Arrays;

/**
 * Ridge regression of a value on the two before it. The penalty is the one of five that does best on the last fifth of the
 * pairs when fitted to the others. Source: the forecast that OneDRS of OpenNebula 7.4 has by default, for samples of five minutes.
 */
final class LagRegression {

    private static final double[] PENALTIES = {0.1, 1, 10, 100, 1000};
    private static final double TRAINED = 0.8;
    private static final int LAGS = 2;
    private static final int LEAST_ROWS = 5;

    private LagRegression() {}

    /**
     * {@return the value one step after the last; the mean of the known ones where there is too little to learn from; NaN where
     * nothing is known}
     *
     * @param values the oldest first, NaN where one is missing: what was before that is not used
     * @param unit that values are multiplied with before the penalty is applied
     */
    static double forecast(double[] values, double unit) {
        double[] known = afterLastGap(values, unit);
        int rows = known.length - LAGS;
        if (rows < LEAST_ROWS) {
            return RecentDemand.mean(values);
        }
        int trained = (int) Math.rint(TRAINED * rows);
        double best = Double.POSITIVE_INFINITY;
        double chosen = PENALTIES[0];
        for (double penalty : PENALTIES) {
            Ridge ridge = Ridge.of(known, trained, penalty);
            double loss = ridge.squaredError(known, trained, rows);
            if (loss < best) {
                best = loss;
                chosen = penalty;
            }
        }
        return Ridge.of(known, rows, chosen).next(known, known.length) / unit;
    }

    private static double[] afterLastGap(double[] values, double unit) {
        int from = values.length;
        while (from > 0 && !Double.isNaN(values[from - 1])) {
            from--;
        }
        return Arrays.stream(values, from, values.length)
                .map(value -> value * unit)
                .toArray();
    }

    /** A fitted regression: {@code mean + older (x2 - mean2) + newer (x1 - mean1)}. */
    private record Ridge(double mean, double older, double newer, double meanOlder, double meanNewer) {

        /** Row {@code i} has the values {@code i} and {@code i + 1}, and is to give the value {@code i + 2}. */
        static Ridge of(double[] values, int rows, double penalty) {
            double meanOlder = Arrays.stream(values, 0, rows).average().orElse(0);
            double meanNewer = Arrays.stream(values, 1, rows + 1).average().orElse(0);
            double mean = Arrays.stream(values, LAGS, rows + LAGS).average().orElse(0);
            double a = penalty;
            double b = 0;
            double d = penalty;
            double p = 0;
            double q = 0;
            for (int i = 0; i < rows; i++) {
                double older = values[i] - meanOlder;
                double newer = values[i + 1] - meanNewer;
                double y = values[i + LAGS] - mean;
                a += older * older;
                b += older * newer;
                d += newer * newer;
                p += older * y;
                q += newer * y;
            }
            double determinant = a * d - b * b;
            return new Ridge(mean, (p * d - q * b) / determinant, (q * a - p * b) / determinant, meanOlder, meanNewer);
        }

        /** {@return the value at index {@code t}, from the two before it} */
        double next(double[] values, int t) {
            return mean + older * (values[t - 2] - meanOlder) + newer * (values[t - 1] - meanNewer);
        }

        double squaredError(double[] values, int fromRow, int toRow) {
            double sum = 0;
            for (int row = fromRow; row < toRow; row++) {
                double error = values[row + LAGS] - next(values, row + LAGS);
                sum += error * error;
            }
            return sum;
        }
    }
}
