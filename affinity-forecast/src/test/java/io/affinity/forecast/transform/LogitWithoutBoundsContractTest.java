package io.affinity.forecast.transform;

import io.affinity.forecast.seasonality.MultiSeasonal;
import io.affinity.spi.contract.ForecasterContract;
import io.affinity.spi.forecast.Forecaster;

class LogitWithoutBoundsContractTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return Transformed.logit(MultiSeasonal.withDefaults());
    }
}
