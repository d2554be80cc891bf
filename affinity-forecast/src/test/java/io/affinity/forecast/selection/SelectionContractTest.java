// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.spi.contract.ForecasterContract;
import io.affinity.spi.forecast.Forecaster;

class SelectionContractTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new Selection();
    }
}
