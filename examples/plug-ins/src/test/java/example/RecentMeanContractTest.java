package example;

import io.affinity.spi.contract.ForecasterContract;
import io.affinity.spi.forecast.Forecaster;

class RecentMeanContractTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return new RecentMean();
    }
}
