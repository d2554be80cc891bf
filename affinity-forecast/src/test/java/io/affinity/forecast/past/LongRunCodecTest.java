// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.past;

import io.affinity.spi.contract.ModelCodecContract;
import io.affinity.spi.forecast.Forecaster;

class LongRunCodecTest extends ModelCodecContract {

    @Override
    protected Forecaster forecaster() {
        return new LongRun();
    }
}
