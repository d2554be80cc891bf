package io.affinity.simulation.outcome;

import io.affinity.core.forecasting.DemandForecaster;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
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
final class SpoiltForecaster implements DemandForecaster {

    /** In what way. */
    enum Fault {
        /** Each VM gets the forecast of another. */
        SHUFFLED,
        /** What was forecast first is repeated. */
        FROZEN,
        /** Right on average, and never sees a peak. */
        AVERAGE
    }

    private static final QuantileLevels MEDIAN = QuantileLevels.of(0.5);

    private final DemandForecaster good;
    private final Fault fault;
    private final Instant from;
    private final Instant to;
    private final Map<String, double[]> frozen = new HashMap<>();

    SpoiltForecaster(DemandForecaster good, Fault fault, Duration from, Duration to) {
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
    public FleetForecast forecast(Fleet fleet, DemandHistory history, int steps) {
        FleetForecast forecast = good.forecast(fleet, history, steps);
        boolean isSpoilt =
                !fleet.observedAt().isBefore(from) && fleet.observedAt().isBefore(to);
        if (!isSpoilt) {
            return forecast;
        }
        int vms = fleet.vms().size();
        List<SeriesForecast> series = new ArrayList<>();
        for (int v = 0; v < vms; v++) {
            for (int r = 0; r < fleet.resources().size(); r++) {
                SeriesForecast own = forecast.series(v, r);
                series.add(r > 0 ? own : spoilt(fleet, v, own, forecast.series((v + 7) % vms, r)));
            }
        }
        return FleetForecast.of(fleet, forecast.slot(), series);
    }

    private SeriesForecast spoilt(Fleet fleet, int vm, SeriesForecast own, SeriesForecast other) {
        return switch (fault) {
            case SHUFFLED -> other;
            case FROZEN ->
                of(
                        own,
                        frozen.computeIfAbsent(
                                fleet.vms().get(vm).id().value(),
                                id -> IntStream.range(0, own.forecast().steps())
                                        .mapToDouble(own.forecast()::mean)
                                        .toArray()));
            case AVERAGE -> {
                double[] values = new double[own.forecast().steps()];
                Arrays.fill(values, PeakWorld.average());
                yield of(own, values);
            }
        };
    }

    private static SeriesForecast of(SeriesForecast like, double[] values) {
        Forecast forecast = like.forecast();
        return new SeriesForecast(Forecast.of(forecast.origin(), forecast.step(), MEDIAN, values, values), null, true);
    }
}
