package io.affinity.forecast.seasonality;

import io.affinity.spi.contract.ModelCodecContract;
import io.affinity.spi.forecast.Forecaster;

class MultiSeasonalCodecTest extends ModelCodecContract {

    @Override
    protected Forecaster forecaster() {
        return new MultiSeasonal();
    }
}
