// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.baseline;

import io.affinity.spi.contract.ForecasterContract;
import io.affinity.spi.forecast.Forecaster;

class PersistenceContractTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new Persistence();
    }
}
