// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.search;

import java.util.Arrays;

/** The test of Kwiatkowski, Phillips, Schmidt and Shin (1992) for a level that does not wander. */
public final class LevelStationarity {

    /** At 5 %: their table 1, for a level without a trend. */
    private static final double CRITICAL = 0.463;

    private LevelStationarity() {}

    /** {@return whether the test rejects a steady level at 5 %}; missing values are left out */
    public static boolean isRejected(double[] series) {
        return statistic(series) > CRITICAL;
    }

    /** {@return the test's statistic, with Bartlett weights over the lags that R's {@code ndiffs} takes} */
    static double statistic(double[] series) {
        double[] errors = Arrays.stream(series).filter(v -> !Double.isNaN(v)).toArray();
        int n = errors.length;
        double mean = Arrays.stream(errors).sum() / n;
        double squares = 0;
        double path = 0;
        double paths = 0;
        for (int i = 0; i < n; i++) {
            errors[i] -= mean;
            path += errors[i];
            paths += path * path;
            squares += errors[i] * errors[i];
        }
        int lags = (int) (3 * Math.sqrt(n) / 13);
        double longRun = squares;
        for (int lag = 1; lag <= lags; lag++) {
            double sum = 0;
            for (int t = lag; t < n; t++) {
                sum += errors[t] * errors[t - lag];
            }
            longRun += 2 * (1 - lag / (lags + 1.0)) * sum;
        }
        return longRun > 0 ? paths / n / longRun : 0;
    }
}
