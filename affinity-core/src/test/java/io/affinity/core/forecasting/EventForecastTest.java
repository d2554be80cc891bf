// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.fixture.LastValueForecaster;
import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forecasts of series that events move, by a model that carries on the last value. */
class EventForecastTest {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int DAY = 288;

    private final DemandRecorder history = new DemandRecorder(STEP, 3 * DAY);
    private double broken = 0;

    private final EventSource nightly = new EventSource() {
        @Override
        public String name() {
            return "nightly";
        }

        @Override
        public List<Covariate> covariates(VmId vm) {
            return List.of(new Nightly());
        }
    };

    private final class Nightly implements Covariate {
        @Override
        public String name() {
            return "nightly";
        }

        @Override
        public double value(Instant stepStart) {
            return isNight(stepStart) ? 1 + broken : 0;
        }
    }

    /** From two to three. */
    private static boolean isNight(Instant at) {
        return Duration.between(ORIGIN, at).toHours() % 24 == 2;
    }

    /** A core, and three more at night. */
    private Forecast after(ModelForecaster forecaster, int steps) {
        FleetForecast forecast = null;
        for (int i = 0; i < steps; i++) {
            forecast = forecaster.forecast(step(), history, 12);
        }
        if (forecast == null) {
            throw new AssertionError("no step");
        }
        return forecast.series(0, 0).forecast();
    }

    private int number;

    private Fleet step() {
        Instant at = ORIGIN.plus(STEP.multipliedBy(number++));
        Fleet fleet = Fleet.builder(at)
                .host(host("a", 64, 64))
                .vm(vm("v0", 8, 8), id("a"))
                .build();
        history.record(Observation.of(fleet, new double[] {isNight(at) ? 4 : 1, 1e9}));
        return fleet;
    }

    private ModelForecaster forecaster(Forecaster forecaster) {
        return new ModelForecaster(forecaster, nightly, List.of(), Duration.ofDays(1), STEP);
    }

    @Test
    void whatEventsAddIsAddedToWhatTheModelSaysWithoutThem() {
        ModelForecaster forecaster = forecaster(new LastValueForecaster(3));

        Forecast before = after(forecaster, 2 * DAY + 19);
        Forecast meanwhile = after(forecaster, 10);

        assertThat(before.mean(3)).isCloseTo(1, within(0.1));
        assertThat(before.mean(8)).isCloseTo(4, within(0.1));
        assertThat(meanwhile.mean(1)).as("to the end of the event").isCloseTo(4, within(0.1));
        assertThat(meanwhile.mean(11)).as("after it").isCloseTo(1, within(0.1));
    }

    @Test
    void whoReadsCovariatesHasTheSeriesAsItIs() {
        List<ForecastRequest> requests = new ArrayList<>();
        LastValueForecaster last = new LastValueForecaster(3);
        Forecaster reading = new Forecaster() {
            @Override
            public String name() {
                return "reading";
            }

            @Override
            public boolean readsCovariates() {
                return true;
            }

            @Override
            public synchronized FitResult fit(ForecastRequest request) {
                requests.add(request);
                return last.fit(request);
            }
        };

        after(forecaster(reading), 2 * DAY + 19);

        ForecastRequest newest = requests.get(requests.size() - 2);
        assertThat(newest.covariates()).hasSize(1);
        assertThat(newest.history().values()).contains(4);
    }

    @Test
    void aCovariateThatBreaksIsToldAndLeavesTheModel() {
        ModelForecaster forecaster = forecaster(new LastValueForecaster(3));
        broken = Double.NaN;

        Forecast forecast = after(forecaster, 48);

        assertThat(forecaster.problem()).contains("nightly");
        assertThat(forecast.mean(0)).isCloseTo(1, within(1e-9));
    }
}
