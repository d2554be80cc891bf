// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

import io.affinity.spi.contract.ForecasterContract;
import io.affinity.spi.forecast.Forecaster;

class DampedHoltWintersContractTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new HoltWinters().withTrend(Trend.DAMPED).withSeason(SeasonChoice.ADDITIVE);
    }
}
