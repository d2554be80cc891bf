// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import io.affinity.spi.contract.ForecasterContract;
import io.affinity.spi.forecast.Forecaster;

class AdditiveEtsContractTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new Ets().withSpec(EtsSpec.parse("AAdA"));
    }
}
