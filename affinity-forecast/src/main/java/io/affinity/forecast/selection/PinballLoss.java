// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.spi.forecast.QuantileLevels;
import java.util.function.IntToDoubleFunction;

/** What backtests and trials judge by: the mean pinball loss at 0.1, 0.5 and 0.9 (Koenker and Bassett 1978). */
final class PinballLoss {

    static final QuantileLevels LEVELS = QuantileLevels.of(0.1, 0.5, 0.9);

    private PinballLoss() {}

    /**
     * {@return the loss of what came, in its unit}
     *
     * @param quantile at each of the levels, by its index
     */
    static double of(double actual, IntToDoubleFunction quantile) {
        double sum = 0;
        for (int l = 0; l < LEVELS.size(); l++) {
            double excess = actual - quantile.applyAsDouble(l);
            sum += Math.max(LEVELS.get(l) * excess, (LEVELS.get(l) - 1) * excess);
        }
        return sum / LEVELS.size();
    }
}
