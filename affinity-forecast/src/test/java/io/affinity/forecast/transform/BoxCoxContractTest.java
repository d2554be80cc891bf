package io.affinity.forecast.transform;

import io.affinity.forecast.seasonality.MultiSeasonal;
import io.affinity.spi.contract.ForecasterContract;
import io.affinity.spi.forecast.Forecaster;

class BoxCoxContractTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return Transformed.boxCox(MultiSeasonal.withDefaults(), 0.5);
    }
}
