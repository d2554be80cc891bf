// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima;

import io.affinity.spi.contract.ForecasterContract;
import io.affinity.spi.forecast.Forecaster;

class ArimaContractTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new Arima();
    }
}
