// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import io.affinity.spi.contract.ModelCodecContract;
import io.affinity.spi.forecast.Forecaster;

/** The spec is chosen, so that models with multiplicative errors come up as well. */
class EtsCodecTest extends ModelCodecContract {

    @Override
    protected Forecaster forecaster() {
        return new Ets();
    }

    @Override
    protected int historyLength() {
        return 12 * seasonalPeriod();
    }

    @Override
    protected int seasonalPeriod() {
        return 12;
    }
}
