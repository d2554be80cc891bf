// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.scores;

import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;

/**
 * How good forecasts of many series were: the figures of the M4 competition, pinball loss and coverage, each averaged over
 * the steps of a forecast and then over forecasts. Steps whose value is missing do not count. Mutable; belongs to one thread
 * at a time.
 *
 * <p>MASE, MSIS (Gneiting and Raftery 2007; M4 competitors' guide) and scaled pinball losses are in units of the naive
 * forecast's error within the history ({@link NaiveScale}); a series on which that is zero counts for sMAPE and coverage
 * only.
 */
public final class ForecastScores {

    /** The levels that a forecast must have. */
    public static final QuantileLevels LEVELS = QuantileLevels.of(0.025, 0.1, 0.5, 0.9, 0.975);

    private static final int LOW95 = 0;
    private static final int LOW80 = 1;
    private static final int MEDIAN = 2;
    private static final int HIGH80 = 3;
    private static final int HIGH95 = 4;
    private static final double PENALTY95 = 2 / 0.05;

    private int forecasts;
    private int scaled;
    private double smape;
    private double mase;
    private double msis;
    private double pinball50;
    private double pinball90;
    private double covered80;
    private double covered95;

    /** Starts with no forecast. */
    public ForecastScores() {}

    /**
     * Counts one forecast.
     *
     * @param forecast at {@link #LEVELS}, as long as {@code actual} at least
     * @param actual what happened; NaN where nobody knows
     * @param scale of {@link NaiveScale}
     */
    public void add(Forecast forecast, double[] actual, double scale) {
        int steps = 0;
        double[] sums = new double[7];
        for (int i = 0; i < actual.length; i++) {
            double value = actual[i];
            if (Double.isNaN(value)) {
                continue;
            }
            steps++;
            double low95 = forecast.quantile(LOW95, i);
            double high95 = forecast.quantile(HIGH95, i);
            double error = Math.abs(value - forecast.mean(i));
            double size = Math.abs(value) + Math.abs(forecast.mean(i));
            sums[0] += size == 0 ? 0 : 200 * error / size;
            sums[1] += error;
            sums[2] += high95 - low95 + PENALTY95 * (Math.max(0, low95 - value) + Math.max(0, value - high95));
            sums[3] += pinball(0.5, forecast.quantile(MEDIAN, i), value);
            sums[4] += pinball(0.9, forecast.quantile(HIGH80, i), value);
            sums[5] += forecast.quantile(LOW80, i) <= value && value <= forecast.quantile(HIGH80, i) ? 1 : 0;
            sums[6] += low95 <= value && value <= high95 ? 1 : 0;
        }
        if (steps == 0) {
            return;
        }
        forecasts++;
        smape += sums[0] / steps;
        covered80 += sums[5] / steps;
        covered95 += sums[6] / steps;
        if (scale > 0) {
            scaled++;
            mase += sums[1] / steps / scale;
            msis += sums[2] / steps / scale;
            pinball50 += sums[3] / steps / scale;
            pinball90 += sums[4] / steps / scale;
        }
    }

    /** {@return the loss of a quantile at a level: weight {@code level} where the value is above, else {@code 1 - level}} */
    public static double pinball(double level, double quantile, double value) {
        return value >= quantile ? level * (value - quantile) : (1 - level) * (quantile - value);
    }

    /** {@return how many forecasts were counted} */
    public int forecasts() {
        return forecasts;
    }

    /** {@return symmetric mean absolute percentage error, 0 to 200; NaN without a forecast, as all figures} */
    public double smape() {
        return smape / forecasts;
    }

    /** {@return mean absolute scaled error} */
    public double mase() {
        return mase / scaled;
    }

    /** {@return mean scaled interval score of the 95 % interval} */
    public double msis() {
        return msis / scaled;
    }

    /** {@return scaled pinball loss of the median} */
    public double pinball50() {
        return pinball50 / scaled;
    }

    /** {@return scaled pinball loss of the 0.9 quantile} */
    public double pinball90() {
        return pinball90 / scaled;
    }

    /** {@return the share of values in the 80 % interval, 0 to 1} */
    public double coverage80() {
        return covered80 / forecasts;
    }

    /** {@return the share of values in the 95 % interval, 0 to 1} */
    public double coverage95() {
        return covered95 / forecasts;
    }

    /** {@return overall weighted average: the mean of sMAPE and MASE, each relative to those of a benchmark} */
    public double owa(ForecastScores benchmark) {
        return (smape() / benchmark.smape() + mase() / benchmark.mase()) / 2;
    }
}
