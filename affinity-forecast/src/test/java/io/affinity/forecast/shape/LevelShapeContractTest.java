// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.shape;

import io.affinity.spi.contract.ForecasterContract;
import io.affinity.spi.forecast.Forecaster;

class LevelShapeContractTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new LevelShape();
    }
}
