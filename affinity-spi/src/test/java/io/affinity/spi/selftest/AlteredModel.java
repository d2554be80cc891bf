// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;

/** A model, to be given a defect. */
abstract class AlteredModel implements FittedModel {

    private final FittedModel model;

    AlteredModel(FittedModel model) {
        this.model = model;
    }

    @Override
    public String description() {
        return model.description();
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
