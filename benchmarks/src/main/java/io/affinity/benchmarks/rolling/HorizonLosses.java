// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rolling;

import io.affinity.benchmarks.scores.ForecastScores;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;

/**
 * The losses of one model on one series, over all origins and all steps up to one horizon. Mutable; belongs to one thread at
 * a time.
 */
final class HorizonLosses {

    static final QuantileLevels LEVELS = QuantileLevels.STANDARD;

    private static final int LOW95 = 0;
    private static final int LOW80 = 2;
    private static final int MEDIAN = 4;
    private static final int HIGH80 = 6;
    private static final int HIGH95 = 8;

    private final int horizon;
    private int values;
    private int origins;
    private double mean;
    private double pinball50;
    private double pinball90;
    private int inside80;
    private int inside95;

    HorizonLosses(int horizon) {
        this.horizon = horizon;
    }

    int horizon() {
        return horizon;
    }

    /** Counts the steps of one forecast; {@code series} goes on at {@code origin}. Does nothing beyond its end. */
    void add(Forecast forecast, double[] series, int origin) {
        if (origin + horizon > series.length) {
            return;
        }
        origins++;
        for (int step = 0; step < horizon; step++) {
            double value = series[origin + step];
            if (Double.isNaN(value)) {
                continue;
            }
            values++;
            for (int level = 0; level < LEVELS.size(); level++) {
                mean += ForecastScores.pinball(LEVELS.get(level), forecast.quantile(level, step), value)
                        / LEVELS.size();
            }
            pinball50 += ForecastScores.pinball(0.5, forecast.quantile(MEDIAN, step), value);
            pinball90 += ForecastScores.pinball(0.9, forecast.quantile(HIGH80, step), value);
            inside80 += forecast.quantile(LOW80, step) <= value && value <= forecast.quantile(HIGH80, step) ? 1 : 0;
            inside95 += forecast.quantile(LOW95, step) <= value && value <= forecast.quantile(HIGH95, step) ? 1 : 0;
        }
    }

    /** {@return how many values were compared} */
    int values() {
        return values;
    }

    /** {@return from how many origins} */
    int origins() {
        return origins;
    }

    /** {@return the mean pinball loss over the levels 0.025, 0.05, 0.1, 0.25, 0.5 and their opposites} */
    double loss() {
        return mean / values;
    }

    double pinball50() {
        return pinball50 / values;
    }

    double pinball90() {
        return pinball90 / values;
    }

    double coverage80() {
        return (double) inside80 / values;
    }

    double coverage95() {
        return (double) inside95 / values;
    }
}
