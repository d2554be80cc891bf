// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;

/** The plain forecaster, to be given a defect. */
abstract class AlteredForecaster implements Forecaster {

    private final Forecaster plain = new PlainForecaster();

    FittedModel alter(FittedModel model) {
        return model;
    }

    @Override
    public String name() {
        return plain.name();
    }

    @Override
    public FitResult fit(ForecastRequest request) {
        FitResult result = plain.fit(request);
        return result instanceof FitResult.Fitted fitted ? new FitResult.Fitted(alter(fitted.model())) : result;
    }
}
