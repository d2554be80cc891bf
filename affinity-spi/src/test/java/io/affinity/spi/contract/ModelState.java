// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Everything that can be seen of a model, to be compared bit by bit. */
record ModelState(
        String description, Instant origin, List<Double> mean, List<Double> quantiles, List<Double> residuals) {

    private static final int STEPS = 30;

    static ModelState of(FittedModel model) {
        Forecast forecast = model.forecast(STEPS, QuantileLevels.STANDARD);
        List<Double> mean = new ArrayList<>();
        List<Double> quantiles = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            mean.add(forecast.mean(step));
            for (int level = 0; level < QuantileLevels.STANDARD.size(); level++) {
                quantiles.add(forecast.quantile(level, step));
            }
        }
        List<Double> residuals = new ArrayList<>();
        for (int back = 0; back < model.residuals(); back++) {
            residuals.add(model.residual(back));
        }
        return new ModelState(model.description(), model.origin(), mean, quantiles, residuals);
    }

    /** {@return the state of the model, or the result itself where there is none} */
    static Object of(FitResult result) {
        return result instanceof FitResult.Fitted fitted ? of(fitted.model()) : result;
    }
}
