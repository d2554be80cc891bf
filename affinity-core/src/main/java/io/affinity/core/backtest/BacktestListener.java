// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import io.affinity.spi.forecast.Forecast;

/**
 * Hears what happens in a backtest. Called by several threads; those calls that are about one VM and contender come one after the
 * other, in the order of origins.
 */
public interface BacktestListener {

    /** One that listens to nothing. */
    BacktestListener NONE = new BacktestListener() {};

    /**
     * A forecast was made, as long as the longest lead, with the levels {@link Backtest#LEVELS}.
     *
     * @param contender index of who made it
     * @param vm index of the VM
     * @param origin index of the origin
     */
    default void forecast(int contender, int vm, int origin, Forecast forecast) {}

    /** So many forecasts of {@link Backtest#work} are done, whether they could be made or not. */
    default void done(int forecasts) {}
}
