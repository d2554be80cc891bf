// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.spi.contention.Scenarios;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Makes joint futures of the fleet out of forecasts of each VM, and may learn from what became of earlier ones. Belongs to the control
 * loop's thread; deterministic.
 */
public interface ScenarioModel {

    /** {@return joint draws for the fleet, steps and origin of the forecast}; one call in each step */
    Scenarios build(FleetForecast forecast);

    /** {@return what it is made with, as text: another one cannot use what it has learned} */
    default String madeWith() {
        return getClass().getName();
    }

    /** Writes what it has learned; nothing, if it learns nothing. */
    default void write(DataOutput out) throws IOException {}

    /**
     * Goes on with what was learned before a restart.
     *
     * @param in what one with the same {@link #madeWith} wrote; where this throws, this one must be thrown away
     */
    default void read(DataInputStream in) throws IOException {}

    /** Makes scenario models: one for each balancer, as they keep what they learn. */
    interface Factory {

        /**
         * {@return a model that has learned nothing yet}
         *
         * @param scenarios how many draws, at least 1
         * @param steps of the horizon, at least 1
         * @param seed of all random choices
         */
        ScenarioModel create(int scenarios, int steps, long seed);
    }
}
