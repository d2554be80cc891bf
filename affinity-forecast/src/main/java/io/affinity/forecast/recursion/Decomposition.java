// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.recursion;

import java.util.Arrays;

/** Classical decomposition by a centered moving average, as R's {@code decompose}. */
public final class Decomposition {

    private static final double LEAST_FACTOR = 0.01;

    private Decomposition() {}

    /**
     * {@return the average over a period around each value that has half a period on both sides: the first is that of the
     * value at {@code period / 2}}
     *
     * @param values two periods at least, none missing
     */
    public static double[] movingAverage(double[] values, int period) {
        int half = period / 2;
        double[] average = new double[values.length - 2 * half];
        double sum = 0;
        for (int i = 0; i <= 2 * half; i++) {
            sum += values[i];
        }
        for (int i = 0; i < average.length; i++) {
            // The outermost two count half each where the period is even.
            double ends = period % 2 == 0 ? (values[i] + values[i + 2 * half]) / 2 : 0;
            average[i] = (sum - ends) / period;
            if (i + 1 < average.length) {
                sum += values[i + 2 * half + 1] - values[i];
            }
        }
        return average;
    }

    /** {@return the terms of a season, which add up to 0; the first belongs to the first value} */
    public static double[] terms(double[] values, double[] average, int period) {
        double[] season = new double[period];
        int[] counts = new int[period];
        for (int i = 0; i < average.length; i++) {
            int index = i + period / 2;
            season[index % period] += values[index] - average[i];
            counts[index % period]++;
        }
        Arrays.setAll(season, i -> season[i] / counts[i]);
        double mean = sum(season) / period;
        Arrays.setAll(season, i -> season[i] - mean);
        return season;
    }

    /** {@return the factors of a season of positive values, with the mean 1; the first belongs to the first value} */
    public static double[] factors(double[] values, double[] average, int period) {
        double[] season = new double[period];
        int[] counts = new int[period];
        for (int i = 0; i < average.length; i++) {
            int index = i + period / 2;
            season[index % period] += values[index] / average[i];
            counts[index % period]++;
        }
        Arrays.setAll(season, i -> Math.max(LEAST_FACTOR, season[i] / counts[i]));
        double mean = sum(season) / period;
        Arrays.setAll(season, i -> season[i] / mean);
        return season;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
