// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import io.affinity.forecast.calibration.NormalQuantiles;
import io.affinity.spi.forecast.QuantileLevels;

/**
 * The row {@code seasonal_naive} of the leaderboard: the last season again and again, with normal intervals whose deviation is the
 * root mean square of the seasonal differences, times the root of the number of seasons ahead (Hyndman and Athanasopoulos,
 * Forecasting: Principles and Practice, third edition, section 5.5). A missing value is the one before it.
 */
final class NaiveForecast {

    private NaiveForecast() {}

    /** {@return the quantiles, step after step} */
    static double[] of(double[] history, int season, int horizon, QuantileLevels levels) {
        double[] filled = filled(history);
        double squares = 0;
        for (int i = season; i < filled.length; i++) {
            squares += (filled[i] - filled[i - season]) * (filled[i] - filled[i - season]);
        }
        double deviation = filled.length > season ? Math.sqrt(squares / (filled.length - season)) : 0;
        double[] normal = NormalQuantiles.of(levels);
        double[] quantiles = new double[horizon * levels.size()];
        for (int i = 0; i < horizon; i++) {
            int place = filled.length - season + i % season;
            double mean = place < 0 ? 0 : filled[place];
            double spread = deviation * Math.sqrt(i / season + 1);
            for (int l = 0; l < levels.size(); l++) {
                quantiles[i * levels.size() + l] = mean + spread * normal[l];
            }
        }
        return quantiles;
    }

    private static double[] filled(double[] history) {
        double[] filled = history.clone();
        double last = 0;
        for (int i = 0; i < filled.length; i++) {
            last = Double.isNaN(filled[i]) ? last : filled[i];
            filled[i] = last;
        }
        return filled;
    }
}
