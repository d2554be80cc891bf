// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.shape;

import io.affinity.spi.contract.ModelCodecContract;
import io.affinity.spi.forecast.Forecaster;

class LevelShapeCodecTest extends ModelCodecContract {

    @Override
    protected Forecaster forecaster() {
        return new LevelShape();
    }
}
