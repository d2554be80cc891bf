package example;

import io.affinity.spi.contract.FleetForecasterContract;
import io.affinity.spi.forecast.FleetForecaster;

class PooledSmoothingContractTest extends FleetForecasterContract {

    @Override
    protected FleetForecaster forecaster() {
        return new PooledSmoothing();
    }
}
