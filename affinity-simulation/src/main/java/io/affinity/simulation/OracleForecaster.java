// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.simulation.workload.Workload;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.SeriesResult;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows the future: what a simulation gains with it is what perfect forecasts would gain. That is not a bound on every
 * figure: being certain, it leaves no margin, and it looks no farther than the horizon. Steps after the end of the workload
 * repeat its last one.
 */
public final class OracleForecaster implements FleetForecaster {

    private final Workload workload;
    private final Map<VmId, Integer> indexByVm = new HashMap<>();

    public OracleForecaster(Workload workload) {
        this.workload = workload;
        workload.vms().forEach(vm -> indexByVm.put(vm.id(), indexByVm.size()));
    }

    @Override
    public String name() {
        return "oracle";
    }

    /** {@return a model that needs no history} */
    @Override
    public FleetFitResult fit(FleetRequest request) {
        return new FleetFitResult.Fitted(new Foresight(request.history()));
    }

    @Override
    public byte[] encode(FleetModel model) {
        if (!(model instanceof Foresight)) {
            throw new IllegalArgumentException("The model (" + model.description() + ") must be one of an oracle.");
        }
        return new byte[0];
    }

    @Override
    public FleetModel decode(byte[] bytes, FleetHistory history) {
        if (bytes.length > 0) {
            throw new IllegalArgumentException("The bytes (" + bytes.length + ") of an oracle must be none.");
        }
        return new Foresight(history);
    }

    private final class Foresight implements FleetModel {

        private Fleet fleet;
        private Duration step;
        private Instant origin;

        Foresight(FleetHistory history) {
            fleet = history.fleet();
            step = history.step();
            origin = history.origin();
        }

        @Override
        public String description() {
            return "what will be";
        }

        @Override
        public Instant origin() {
            return origin;
        }

        @Override
        public void observe(FleetHistory history) {
            fleet = history.fleet();
            step = history.step();
            origin = history.origin();
        }

        @Override
        public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
            if (steps < 1) {
                throw new IllegalArgumentException("The number of steps (" + steps + ") must be at least 1.");
            }
            List<SeriesResult> results = new ArrayList<>();
            for (int v = 0; v < fleet.vms().size(); v++) {
                Integer index = indexByVm.get(fleet.vms().get(v).id());
                if (index == null) {
                    throw new IllegalArgumentException(
                            "The VM (" + fleet.vms().get(v).id() + ") is not part of the workload.");
                }
                for (int r = 0; r < fleet.resources().size(); r++) {
                    results.add(new SeriesResult.Forecasted(forecast(values(index, r, steps), levels)));
                }
            }
            return results;
        }

        private Forecast forecast(double[] values, QuantileLevels levels) {
            double[] quantiles = new double[values.length * levels.size()];
            for (int i = 0; i < quantiles.length; i++) {
                quantiles[i] = values[i / levels.size()];
            }
            return Forecast.of(origin, step, levels, values, quantiles);
        }

        private double[] values(int vm, int resource, int steps) {
            double[] values = new double[steps];
            // The origin is a place of the grid, and what was observed may be somewhat younger.
            long since = Duration.between(workload.start(), fleet.observedAt()).toNanos();
            for (int i = 0; i < steps; i++) {
                long at = (since + (i + 1) * step.toNanos()) / workload.step().toNanos();
                values[i] = Loads.held(workload, vm, resource, (int) Math.min(at, workload.steps() - 1));
            }
            return values;
        }

        @Override
        public int residuals(int vm, int resource) {
            return 0;
        }

        @Override
        public double residual(int vm, int resource, int stepsBack) {
            throw new IndexOutOfBoundsException(stepsBack);
        }
    }
}
