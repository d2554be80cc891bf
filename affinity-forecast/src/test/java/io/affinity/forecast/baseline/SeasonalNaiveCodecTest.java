// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.baseline;

import io.affinity.spi.contract.ModelCodecContract;
import io.affinity.spi.forecast.Forecaster;

class SeasonalNaiveCodecTest extends ModelCodecContract {

    @Override
    protected Forecaster forecaster() {
        return new SeasonalNaive();
    }
}
