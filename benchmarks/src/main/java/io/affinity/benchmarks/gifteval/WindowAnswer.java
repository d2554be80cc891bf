// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;

/**
 * The forecast of a window, and what it lost.
 *
 * @param deciles step after step; owned by this
 * @param learned whether the forecaster could learn the history; if not, this is the naive forecast
 * @param naive what the naive forecast lost on it
 * @param millis CPU of learning and forecasting
 */
record WindowAnswer(
        EvalWindow window, double[] deciles, boolean learned, WindowLosses losses, WindowLosses naive, double millis) {

    static final QuantileLevels DECILES = QuantileLevels.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);

    /**
     * {@return what this forecast lost}
     *
     * @param timed whose deciles count
     */
    static WindowAnswer of(EvalWindow window, TimedForecast timed) {
        Forecast forecast = timed.forecast();
        GiftTask task = window.task();
        double[] naive = NaiveForecast.of(window.history(), task.season(), task.horizon(), DECILES);
        double[] deciles = forecast == null ? naive : deciles(forecast);
        return new WindowAnswer(
                window,
                deciles,
                forecast != null,
                WindowLosses.of(window, deciles),
                WindowLosses.of(window, naive),
                timed.millis());
    }

    private static double[] deciles(Forecast forecast) {
        double[] deciles = new double[forecast.steps() * DECILES.size()];
        for (int i = 0; i < deciles.length; i++) {
            deciles[i] = forecast.quantile(i % DECILES.size(), i / DECILES.size());
        }
        return deciles;
    }

    /** {@return what the scores need of it} */
    WindowAnswer scored() {
        return new WindowAnswer(window, new double[0], learned, losses, naive, millis);
    }
}
