// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.spi.contract.FleetModelBytesContract;
import io.affinity.spi.forecast.FleetForecaster;

class FleetForestBytesTest extends FleetModelBytesContract {

    @Override
    protected FleetForecaster forecaster() {
        return new FleetForest();
    }
}
