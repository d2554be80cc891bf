// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outside;

import io.affinity.core.forecasting.DemandForecaster;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;

/** A forecaster before which series from outside are looked at. Belongs to one thread. */
public final class OutsideForecaster implements DemandForecaster {

    private final DemandForecaster forecaster;
    private final OutsideCovariates covariates;

    /** @param forecaster that is given these covariates */
    public OutsideForecaster(DemandForecaster forecaster, OutsideCovariates covariates) {
        this.forecaster = forecaster;
        this.covariates = covariates;
    }

    @Override
    public FleetForecast forecast(Fleet fleet, DemandHistory history, int steps) {
        covariates.observe(fleet, history, steps);
        return forecaster.forecast(fleet, history, steps);
    }

    @Override
    public String description(VmId vm, int resource) {
        return forecaster.description(vm, resource);
    }

    @Override
    public String name() {
        return forecaster.name();
    }
}
