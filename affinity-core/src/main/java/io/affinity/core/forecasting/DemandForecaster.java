// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;

/**
 * The forecast stage of the pipeline: forecasts the demand of a whole fleet, once in each step. Keeps state from step to step;
 * belongs to one thread.
 *
 * <p>This is no plug-in. What can be chosen is a {@link io.affinity.spi.forecast.Forecaster}, which
 * {@link ModelForecaster} applies to each series, or a {@link io.affinity.spi.forecast.FleetForecaster}, which
 * {@link FleetModelForecaster} keeps up to date.
 */
public interface DemandForecaster {

    /**
     * {@return the forecasts of all VMs of the fleet}
     *
     * @param history whose newest step is the origin
     * @param steps of the horizon
     */
    FleetForecast forecast(Fleet fleet, DemandHistory history, int steps);

    /** {@return what was learned of one series and how, in one line for a person; empty if there is no more to say than the name} */
    default String description(VmId vm, int resource) {
        return "";
    }

    /** {@return what its record is kept under} */
    default String name() {
        return "fleet";
    }
}
