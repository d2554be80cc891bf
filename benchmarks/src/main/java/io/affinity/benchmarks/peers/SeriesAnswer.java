// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import io.affinity.spi.forecast.Forecast;
import org.jspecify.annotations.Nullable;

/**
 * What a method said of one series.
 *
 * @param forecast at the levels of the scores; null if the method failed
 * @param logLikelihood of the fit, where it is the exact Gaussian one of the differenced series, or R's of it; else NaN
 * @param cpuMillis for fit and forecast
 * @param text what was fitted, or why it failed
 */
record SeriesAnswer(@Nullable Forecast forecast, double logLikelihood, double cpuMillis, String text) {

    static SeriesAnswer failed(double cpuMillis, String reason) {
        return new SeriesAnswer(null, Double.NaN, cpuMillis, reason);
    }
}
