// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;

/** A model that answers as another one does, and yet is none of its forecaster's. */
record ForeignModel(FittedModel model) implements FittedModel {

    @Override
    public String description() {
        return "foreign";
    }

    @Override
    public Instant origin() {
        return model.origin();
    }

    @Override
    public void observe(double value) {
        model.observe(value);
    }

    @Override
    public Forecast forecast(int steps, QuantileLevels levels) {
        return model.forecast(steps, levels);
    }

    @Override
    public int residuals() {
        return model.residuals();
    }

    @Override
    public double residual(int stepsBack) {
        return model.residual(stepsBack);
    }
}
