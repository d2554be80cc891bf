// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.scores;

import java.util.Arrays;

/**
 * The benchmark of the M4 competition (Makridakis, Spiliotis and Assimakopoulos 2020, appendix A): the last value after
 * multiplicative seasonal adjustment, where a test at 90 % finds a season; without one the last value.
 *
 * <p>The competition's series are positive and have no gaps. Beyond it: a missing value counts as the last one before it,
 * and a series that is not positive has no season here.
 */
public final class Naive2 {

    private static final double LIMIT = 1.645;
    private static final int SEASONS = 3;

    private Naive2() {}

    /**
     * {@return the forecast of the next steps}
     *
     * @param history one value present at least
     * @param period length of the season in steps, at least 1
     */
    public static double[] forecast(double[] history, int period, int steps) {
        double[] values = filled(history);
        double[] season = isSeasonal(values, period) ? factors(values, period) : new double[] {1};
        int n = values.length;
        double level = values[n - 1] / season[(n - 1) % season.length];
        double[] forecast = new double[steps];
        Arrays.setAll(forecast, step -> level * season[(n + step) % season.length]);
        return forecast;
    }

    private static double[] filled(double[] history) {
        double last = Arrays.stream(history)
                .filter(value -> !Double.isNaN(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The history of " + history.length + " values must have one that is not missing."));
        double[] values = history.clone();
        for (int i = 0; i < values.length; i++) {
            last = Double.isNaN(values[i]) ? last : values[i];
            values[i] = last;
        }
        return values;
    }

    private static boolean isSeasonal(double[] values, int period) {
        if (period < 2
                || values.length < SEASONS * period
                || !Arrays.stream(values).allMatch(value -> value > 0)) {
            return false;
        }
        double[] correlations = autocorrelations(values, period);
        double squares = 0;
        for (int lag = 1; lag < period; lag++) {
            squares += correlations[lag] * correlations[lag];
        }
        return Math.abs(correlations[period]) > LIMIT * Math.sqrt((1 + 2 * squares) / values.length);
    }

    private static double[] autocorrelations(double[] values, int longest) {
        double mean = Arrays.stream(values).average().orElse(0);
        double[] sums = new double[longest + 1];
        for (int lag = 0; lag <= longest; lag++) {
            for (int i = lag; i < values.length; i++) {
                sums[lag] += (values[i] - mean) * (values[i - lag] - mean);
            }
        }
        double variance = sums[0];
        Arrays.setAll(sums, lag -> variance == 0 ? 0 : sums[lag] / variance);
        return sums;
    }

    /** Classical decomposition: value over centered moving average, averaged by season, with mean 1. */
    private static double[] factors(double[] values, int period) {
        double[] sums = new double[period];
        int[] counts = new int[period];
        int half = period / 2;
        for (int i = half; i < values.length - half; i++) {
            sums[i % period] += values[i] / movingAverage(values, i, period);
            counts[i % period]++;
        }
        Arrays.setAll(sums, s -> sums[s] / counts[s]);
        double mean = Arrays.stream(sums).average().orElse(1);
        Arrays.setAll(sums, s -> sums[s] / mean);
        return sums;
    }

    private static double movingAverage(double[] values, int center, int period) {
        int half = period / 2;
        double sum = 0;
        for (int i = center - half; i <= center + half; i++) {
            boolean isHalfWeight = period % 2 == 0 && (i == center - half || i == center + half);
            sum += isHalfWeight ? values[i] / 2 : values[i];
        }
        return sum / period;
    }
}
