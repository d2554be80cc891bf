// SPDX-License-Identifier: Apache-2.0
package acme;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;

/** Learns nothing, and says so by an exception, which is a bug. */
public final class BrokenForecaster implements Forecaster {

    @Override
    public String name() {
        return "crystal-ball";
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        throw new IllegalStateException("the ball is broken");
    }
}
