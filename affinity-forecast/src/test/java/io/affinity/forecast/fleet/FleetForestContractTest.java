// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.spi.contract.FleetForecasterContract;
import io.affinity.spi.forecast.FleetForecaster;

class FleetForestContractTest extends FleetForecasterContract {

    @Override
    protected FleetForecaster forecaster() {
        return new FleetForest();
    }
}
