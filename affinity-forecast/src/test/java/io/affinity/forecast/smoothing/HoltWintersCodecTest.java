// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

import io.affinity.spi.contract.ModelCodecContract;
import io.affinity.spi.forecast.Forecaster;

class HoltWintersCodecTest extends ModelCodecContract {

    @Override
    protected Forecaster forecaster() {
        return new HoltWinters();
    }
}
