// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandHistory;
import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.telemetry.Observation;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class PooledForecasterTest {

    private final DemandRecorder history = new DemandRecorder(STEP, 20);
    private final Fleet fleet = Fleet.builder(ORIGIN)
            .host(host("a", 64, 64))
            .vm(vm("v0", 8, 8), id("a"))
            .build();

    /** All series are this, without a doubt. */
    private record Certain(String name, double value, Basis basis, Evidence evidence) implements DemandForecaster {

        @Override
        public FleetForecast forecast(Fleet fleet, DemandHistory history, int steps) {
            double[] mean = new double[steps];
            double[] quantiles = new double[steps * QuantileLevels.STANDARD.size()];
            Arrays.fill(mean, value);
            Arrays.fill(quantiles, value);
            Forecast forecast = Forecast.of(fleet.observedAt(), STEP, QuantileLevels.STANDARD, mean, quantiles);
            int series = fleet.vms().size() * fleet.resources().size();
            return FleetForecast.of(
                    fleet, history, Collections.nCopies(series, new SeriesForecast(forecast, null, evidence, basis)));
        }
    }

    private SeriesForecast pool(DemandForecaster single, DemandForecaster fleetWide) {
        history.record(Observation.of(fleet, new double[] {1, 1e9}));
        return new PooledForecaster(single, fleetWide)
                .forecast(fleet, history, 3)
                .series(0, 0);
    }

    private static Certain model(double value, Evidence evidence) {
        return new Certain("model", value, Basis.MODEL, evidence);
    }

    @Test
    void bothAreBelievedWithTheSameProbability() {
        SeriesForecast pool = pool(model(2, Evidence.ENOUGH), model(4, Evidence.SOME));

        assertThat(pool.forecast().mean(0)).isEqualTo(3);
        assertThat(pool.forecast().quantileAt(0.25, 0)).isEqualTo(2);
        assertThat(pool.forecast().quantileAt(0.75, 0)).isEqualTo(4);
        assertThat(pool.evidence()).isEqualTo(Evidence.SOME);
        assertThat(pool.basis()).isEqualTo(Basis.MODEL);
    }

    @Test
    void whoHasAModelIsBelievedWhereTheOtherHasNone() {
        Certain none = new Certain("group", 9, Basis.GROUP, Evidence.SOME);

        assertThat(pool(model(2, Evidence.ENOUGH), none).forecast().mean(0)).isEqualTo(2);
        assertThat(new PooledForecaster(none, model(4, Evidence.ENOUGH))
                        .forecast(fleet, history, 3)
                        .series(0, 0)
                        .forecast()
                        .mean(0))
                .isEqualTo(4);
    }

    @Test
    void isCalledByBothNames() {
        assertThat(new PooledForecaster(model(1, Evidence.SOME), new Certain("trees", 1, Basis.MODEL, Evidence.SOME))
                        .name())
                .isEqualTo("model+trees");
    }
}
