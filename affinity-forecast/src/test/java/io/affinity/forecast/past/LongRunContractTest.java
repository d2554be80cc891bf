// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import io.affinity.spi.contract.ForecasterContract;
import io.affinity.spi.forecast.Forecaster;

class LongRunContractTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new LongRun();
    }
}
