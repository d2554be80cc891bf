// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.spi.contract.ModelCodecContract;
import io.affinity.spi.forecast.Forecaster;

class SelectionCodecTest extends ModelCodecContract {

    @Override
    protected Forecaster forecaster() {
        return new Selection();
    }
}
