// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.forecasting.FleetForecast.Residuals;
import io.affinity.spi.forecast.FittedModel;

/**
 * A model of one series that counts what it observed, so that the residuals of an earlier step can still be told from it: they are
 * further back by then. Belongs to one thread at a time.
 */
final class ObservedModel {

    private final FittedModel model;
    private int observed;

    ObservedModel(FittedModel model) {
        this.model = model;
    }

    FittedModel model() {
        return model;
    }

    void observe(double value) {
        model.observe(value);
        observed++;
    }

    /** {@return the residuals up to the origin that the model has now; what is forgotten since is missing} */
    Residuals residuals() {
        return new UpTo(this, observed, model.residuals());
    }

    private record UpTo(ObservedModel owner, int observed, int count) implements Residuals {

        @Override
        public double at(int stepsBack) {
            FittedModel model = owner.model;
            int back = stepsBack + owner.observed - observed;
            return back < model.residuals() ? model.residual(back) : Double.NaN;
        }
    }
}
