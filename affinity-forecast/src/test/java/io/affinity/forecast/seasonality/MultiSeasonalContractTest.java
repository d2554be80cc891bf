// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

import io.affinity.spi.contract.ForecasterContract;
import io.affinity.spi.forecast.Forecaster;

class MultiSeasonalContractTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new MultiSeasonal();
    }
}
