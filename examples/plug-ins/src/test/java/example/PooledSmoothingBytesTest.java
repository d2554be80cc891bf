package example;

import io.affinity.spi.contract.FleetModelBytesContract;
import io.affinity.spi.forecast.FleetForecaster;

class PooledSmoothingBytesTest extends FleetModelBytesContract {

    @Override
    protected FleetForecaster forecaster() {
        return new PooledSmoothing();
    }
}
