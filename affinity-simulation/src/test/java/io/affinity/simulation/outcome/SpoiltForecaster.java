// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.outcome;

import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.SeriesResult;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Forecasts as another forecaster does, but for some time wrongly. */
final class SpoiltForecaster implements FleetForecaster {

    /** In what way. */
    enum Fault {
        /** Each VM gets the forecast of another. */
        SHUFFLED,
        /** What was forecast first is repeated. */
        FROZEN,
        /** Right on average, and never sees a peak. */
        AVERAGE
    }

    private final FleetForecaster good;
    private final Fault fault;
    private final Instant from;
    private final Instant to;

    SpoiltForecaster(FleetForecaster good, Fault fault, Duration from, Duration to) {
        this.good = good;
        this.fault = fault;
        this.from = PeakWorld.START.plus(from);
        this.to = PeakWorld.START.plus(to);
    }

    @Override
    public String name() {
        return "spoilt";
    }

    @Override
    public FleetFitResult fit(FleetRequest request) {
        FleetFitResult result = good.fit(request);
        return result instanceof FleetFitResult.Fitted fitted
                ? new FleetFitResult.Fitted(
                        new Spoilt(fitted.model(), request.history().fleet()))
                : result;
    }

    /** One that is fitted already is kept, with what it has frozen. */
    @Override
    public FleetFitResult refit(FleetModel previous, FleetRequest request) {
        return new FleetFitResult.Fitted(previous);
    }

    @Override
    public byte[] encode(FleetModel model) {
        throw new UnsupportedOperationException("No test restarts it.");
    }

    @Override
    public FleetModel decode(byte[] bytes, FleetHistory history) {
        throw new UnsupportedOperationException("No test restarts it.");
    }

    private final class Spoilt implements FleetModel {

        private final FleetModel model;
        private final Map<String, double[]> frozen = new HashMap<>();
        private Fleet fleet;

        Spoilt(FleetModel model, Fleet fleet) {
            this.model = model;
            this.fleet = fleet;
        }

        @Override
        public String description() {
            return "spoilt: " + model.description();
        }

        @Override
        public Instant origin() {
            return model.origin();
        }

        @Override
        public void observe(FleetHistory history) {
            model.observe(history);
            fleet = history.fleet();
        }

        @Override
        public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
            List<SeriesResult> results = model.forecast(steps, levels);
            boolean isSpoilt =
                    !fleet.observedAt().isBefore(from) && fleet.observedAt().isBefore(to);
            if (!isSpoilt) {
                return results;
            }
            int resources = fleet.resources().size();
            List<SeriesResult> spoilt = new ArrayList<>(results);
            for (int i = 0; i < results.size(); i += resources) {
                spoilt.set(i, spoilt(i / resources, results.get(i), results.get((i + 7 * resources) % results.size())));
            }
            return spoilt;
        }

        private SeriesResult spoilt(int vm, SeriesResult own, SeriesResult other) {
            Forecast forecast = ((SeriesResult.Forecasted) own).forecast();
            return switch (fault) {
                case SHUFFLED -> other;
                case FROZEN ->
                    of(
                            forecast,
                            frozen.computeIfAbsent(
                                    fleet.vms().get(vm).id().value(),
                                    id -> IntStream.range(0, forecast.steps())
                                            .mapToDouble(forecast::mean)
                                            .toArray()));
                case AVERAGE -> {
                    double[] values = new double[forecast.steps()];
                    Arrays.fill(values, PeakWorld.average());
                    yield of(forecast, values);
                }
            };
        }

        private static SeriesResult of(Forecast like, double[] values) {
            double[] quantiles = new double[values.length * like.levels().size()];
            Arrays.setAll(quantiles, i -> values[i / like.levels().size()]);
            return new SeriesResult.Forecasted(
                    Forecast.of(like.origin(), like.step(), like.levels(), values, quantiles));
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
