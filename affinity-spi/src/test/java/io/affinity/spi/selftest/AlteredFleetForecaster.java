// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;

/** The plain fleet-wide forecaster, to be given a defect. */
abstract class AlteredFleetForecaster extends PlainFleetForecaster {

    FleetModel alter(PlainFleetModel model) {
        return model;
    }

    @Override
    public FleetFitResult fit(FleetRequest request) {
        return new FleetFitResult.Fitted(alter(learned(request)));
    }

    PlainFleetModel learned(FleetRequest request) {
        if (super.fit(request) instanceof FleetFitResult.Fitted fitted
                && fitted.model() instanceof PlainFleetModel model) {
            return model;
        }
        throw new AssertionError("The plain forecaster learns everything.");
    }
}
