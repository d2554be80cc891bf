package io.affinity.forecast.transform;

import io.affinity.forecast.seasonality.MultiSeasonal;
import io.affinity.spi.contract.ModelCodecContract;
import io.affinity.spi.forecast.Forecaster;

class BoxCoxCodecTest extends ModelCodecContract {

    @Override
    protected Forecaster forecaster() {
        return Transformed.boxCox(MultiSeasonal.withDefaults(), 0.5);
    }
}
