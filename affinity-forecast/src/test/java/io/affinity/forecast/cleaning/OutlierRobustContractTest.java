package io.affinity.forecast.cleaning;

import io.affinity.forecast.seasonality.MultiSeasonal;
import io.affinity.spi.contract.ForecasterContract;
import io.affinity.spi.forecast.Forecaster;

class OutlierRobustContractTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return OutlierRobust.of(MultiSeasonal.withDefaults());
    }
}
