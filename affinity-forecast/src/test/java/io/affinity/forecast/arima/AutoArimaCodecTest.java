// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima;

import io.affinity.spi.contract.ModelCodecContract;
import io.affinity.spi.forecast.Forecaster;

class AutoArimaCodecTest extends ModelCodecContract {

    @Override
    protected Forecaster forecaster() {
        return new AutoArima();
    }

    @Override
    protected int historyLength() {
        return 10 * seasonalPeriod();
    }
}
