// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;

/** How good the quantiles of one value were. */
final class QuantileScores {

    private static final QuantileLevels LEVELS = Backtest.LEVELS;

    /** The deciles among the levels: all but two at each end, and those for 0.1 and 0.9. */
    private static final int FIRST_DECILE = 2;

    private static final int DECILES = 9;

    private QuantileScores() {}

    /** {@return the quantiles of a forecast at a lead} */
    static double[] at(Forecast forecast, int lead) {
        double[] quantiles = new double[LEVELS.size()];
        for (int level = 0; level < quantiles.length; level++) {
            quantiles[level] = forecast.quantile(level, lead - 1);
        }
        return quantiles;
    }

    /**
     * {@return the mean pinball loss of the nine deciles, in the unit of the value}: the level, or 1 less the level, times how far the
     * value is above or below. Koenker and Bassett (1978); Gneiting and Raftery (2007), section 6.1
     */
    static double pinball(double[] quantiles, double value) {
        double sum = 0;
        for (int level = FIRST_DECILE; level < FIRST_DECILE + DECILES; level++) {
            double error = value - quantiles[level];
            sum += error >= 0 ? LEVELS.get(level) * error : (LEVELS.get(level) - 1) * error;
        }
        return sum / DECILES;
    }

    /**
     * {@return for each level, 1 if the value is below the quantile and 0 if it is above}. Where quantiles are the value itself, as of
     * a VM that stands still, it is the share of the probability of that value that the level takes in: the mean of what a draw
     * within it would give. Czado, Gneiting and Held, "Predictive Model Assessment for Count Data", Biometrics 65 (2009), section 2.1
     */
    static double[] shares(double[] quantiles, double value) {
        int under = 0;
        while (under < quantiles.length && quantiles[under] < value) {
            under++;
        }
        int notOver = under;
        while (notOver < quantiles.length && quantiles[notOver] <= value) {
            notOver++;
        }
        double from = under == 0 ? 0 : LEVELS.get(under - 1);
        double to = notOver == quantiles.length ? 1 : LEVELS.get(notOver);
        double[] shares = new double[quantiles.length];
        for (int level = under; level < shares.length; level++) {
            shares[level] = level < notOver ? (LEVELS.get(level) - from) / (to - from) : 1;
        }
        return shares;
    }
}
