// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.core.forecasting.FleetModelForecaster;
import io.affinity.core.forecasting.FleetModelForecaster.FleetFits;
import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OracleForecasterTest {

    private static final TableWorkload WORKLOAD = new TableWorkload(Small.STEP).vm(Small.vm(Small.V1), 1, 2, 3, 4);

    private static SimulatedCluster cluster(TableWorkload workload) {
        return new SimulatedCluster(Small.fleet(workload, Small.A).build(), workload, SimulationSettings.DEFAULT);
    }

    private static FleetForecast forecast(SimulatedCluster cluster, int steps) {
        DemandRecorder history = new DemandRecorder(Small.STEP, 100);
        Observation observation = cluster.telemetry().observe();
        history.record(observation);
        FleetFits fits = new FleetFits(List.of(), Duration.ofDays(1), Small.STEP, FleetRequest.DEFAULT_BUDGET, 1);
        return new FleetModelForecaster(new OracleForecaster(WORKLOAD), null, fits)
                .forecast(observation.fleet(), history, steps);
    }

    @Test
    void knowsWhatComesAndRepeatsTheLastStep() {
        SimulatedCluster cluster = cluster(WORKLOAD);
        cluster.pass(Small.STEP);

        FleetForecast.SeriesForecast series = forecast(cluster, 3).series(0, 0);

        assertThat(series.reliable()).isTrue();
        assertThat(series.forecast().mean(0)).isEqualTo(3);
        assertThat(series.forecast().mean(1)).isEqualTo(4);
        assertThat(series.forecast().mean(2)).isEqualTo(4);
        assertThat(series.forecast().quantileAt(0.9, 0)).isEqualTo(3);
    }

    @Test
    void saysNothingOfAFleetThatTheWorkloadDoesNotKnow() {
        SimulatedCluster other = cluster(new TableWorkload(Small.STEP).steady(Small.vm(Small.V2), 4, 1));

        assertThat(forecast(other, 1).series(0, 0).basis()).isNotEqualTo(Basis.MODEL);
    }
}
