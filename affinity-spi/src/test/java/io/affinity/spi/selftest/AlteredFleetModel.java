// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.SeriesResult;
import java.time.Instant;
import java.util.List;

/** A model of a fleet, to be given a defect. */
abstract class AlteredFleetModel implements FleetModel {

    final PlainFleetModel model;

    AlteredFleetModel(PlainFleetModel model) {
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
    public void observe(FleetHistory history) {
        model.observe(history);
    }

    @Override
    public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
        return model.forecast(steps, levels);
    }

    @Override
    public int residuals(int vm, int resource) {
        return model.residuals(vm, resource);
    }

    @Override
    public double residual(int vm, int resource, int stepsBack) {
        return model.residual(vm, resource, stepsBack);
    }
}
