package io.affinity.forecast.cleaning;

import io.affinity.forecast.seasonality.MultiSeasonal;
import io.affinity.spi.contract.ModelCodecContract;
import io.affinity.spi.forecast.Forecaster;

class SinceLevelShiftCodecTest extends ModelCodecContract {

    @Override
    protected Forecaster forecaster() {
        return SinceLevelShift.of(MultiSeasonal.withDefaults());
    }
}
