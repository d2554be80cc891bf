// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.SeriesResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Forecasts the last known value of each VM, and knows nothing of a VM that never had one. */
final class LastOfFleet implements FleetForecaster {

    final List<Instant> fits = new ArrayList<>();

    @Override
    public String name() {
        return "last-of-fleet";
    }

    @Override
    public FleetFitResult fit(FleetRequest request) {
        fits.add(request.history().origin());
        return new FleetFitResult.Fitted(new Model(request.history()));
    }

    @Override
    public byte[] encode(FleetModel model) {
        return new byte[0];
    }

    @Override
    public FleetModel decode(byte[] bytes, FleetHistory history) {
        return new Model(history);
    }

    private static final class Model implements FleetModel {

        private final double[] last;
        private final Duration step;
        private Instant origin;

        Model(FleetHistory history) {
            step = history.step();
            origin = history.origin();
            last = new double[history.fleet().vms().size()];
            for (int vm = 0; vm < last.length; vm++) {
                last[vm] = Double.NaN;
                for (int back = history.length() - 1; back >= 0; back--) {
                    double value = history.demand(vm, 0, back);
                    last[vm] = Double.isNaN(value) ? last[vm] : value;
                }
            }
        }

        @Override
        public String description() {
            return "last of fleet";
        }

        @Override
        public Instant origin() {
            return origin;
        }

        @Override
        public void observe(FleetHistory history) {
            if (!history.origin().equals(origin.plus(step))) {
                throw new IllegalArgumentException("The newest step must be the next one.");
            }
            origin = history.origin();
            for (int vm = 0; vm < last.length; vm++) {
                double value = history.demand(vm, 0, 0);
                last[vm] = Double.isNaN(value) ? last[vm] : value;
            }
        }

        @Override
        public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
            return Arrays.stream(last)
                    .<SeriesResult>mapToObj(value -> Double.isNaN(value)
                            ? new FitResult.InsufficientHistory(1, 0)
                            : new SeriesResult.Forecasted(RuleForecaster.constant(origin, step, levels, steps, value)))
                    .toList();
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
