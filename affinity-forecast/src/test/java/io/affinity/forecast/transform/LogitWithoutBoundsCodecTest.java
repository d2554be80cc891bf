package io.affinity.forecast.transform;

import io.affinity.forecast.seasonality.MultiSeasonal;
import io.affinity.spi.contract.ModelCodecContract;
import io.affinity.spi.forecast.Forecaster;

class LogitWithoutBoundsCodecTest extends ModelCodecContract {

    @Override
    protected Forecaster forecaster() {
        return Transformed.logit(MultiSeasonal.withDefaults());
    }
}
