package io.affinity.forecast.cleaning;

import io.affinity.forecast.seasonality.MultiSeasonal;
import io.affinity.spi.contract.ModelCodecContract;
import io.affinity.spi.forecast.Forecaster;

class OutlierRobustCodecTest extends ModelCodecContract {

    @Override
    protected Forecaster forecaster() {
        return OutlierRobust.of(MultiSeasonal.withDefaults());
    }
}
