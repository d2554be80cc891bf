// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import io.affinity.core.forecasting.DemandForecaster;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;

/**
 * A forecaster whose forecasts have to earn their place: each is entered in a ledger, and where the ledger has demoted a
 * series, the reference's forecast is handed on in place of it.
 */
public final class EarnedForecaster implements DemandForecaster {

    private final DemandForecaster forecaster;
    private final CalibrationLedger ledger;

    public EarnedForecaster(DemandForecaster forecaster, CalibrationLedger ledger) {
        this.forecaster = forecaster;
        this.ledger = ledger;
    }

    @Override
    public FleetForecast forecast(Fleet fleet, DemandHistory history, int steps) {
        return ledger.admit(forecaster.name(), forecaster.forecast(fleet, history, steps), history);
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
