// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.search;

import java.util.List;

/** Which season an order is made for, and how strong it is. */
public final class ArimaSeason {

    /** A longer lag is a matter for other models: the likelihood costs the length of the lag at each step. */
    private static final int LONGEST = 400;

    /** Cycles that a season is smoothed over, as R's {@code mstl} does. */
    private static final int WINDOW = 11;

    private ArimaSeason() {}

    /** {@return the shortest period that is at most {@code most}; 1 without one} */
    public static int shortest(List<Integer> periods, int most) {
        return periods.stream()
                .filter(period -> period <= Math.min(most, LONGEST))
                .min(Integer::compare)
                .orElse(1);
    }

    /**
     * {@return the strength of a season, 0 to 1: the share of the variance about the trend that it explains (Wang, Smith
     * and Hyndman 2006)} The trend is a centered moving average, and the season a locally weighted mean over cycles.
     *
     * @param values without gaps, at least two periods
     */
    public static double strength(double[] values, int period) {
        double[] detrended = detrended(values, period);
        double[] season = new double[detrended.length];
        for (int t = 0; t < season.length; t++) {
            season[t] = smoothed(detrended, t, period);
        }
        double[] rest = new double[detrended.length];
        for (int t = 0; t < rest.length; t++) {
            rest[t] = detrended[t] - season[t];
        }
        double whole = variance(detrended);
        return whole > 0 ? Math.max(0, 1 - variance(rest) / whole) : 0;
    }

    private static double[] detrended(double[] values, int period) {
        int half = period / 2;
        double[] result = new double[values.length - 2 * half];
        for (int t = 0; t < result.length; t++) {
            double sum = 0;
            for (int i = 0; i <= 2 * half; i++) {
                boolean end = period % 2 == 0 && (i == 0 || i == 2 * half);
                sum += (end ? 0.5 : 1) * values[t + i];
            }
            result[t] = values[t + half] - sum / period;
        }
        return result;
    }

    private static double smoothed(double[] values, int at, int period) {
        double sum = 0;
        double weights = 0;
        for (int i = at % period; i < values.length; i += period) {
            double distance = Math.abs(i - at) / (double) period / ((WINDOW + 1) / 2.0);
            if (distance < 1) {
                double base = 1 - distance * distance * distance;
                double weight = base * base * base;
                sum += weight * values[i];
                weights += weight;
            }
        }
        return sum / weights;
    }

    private static double variance(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean) / values.length;
        }
        return sum;
    }
}
