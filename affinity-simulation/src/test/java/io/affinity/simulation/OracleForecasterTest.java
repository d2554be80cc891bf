package io.affinity.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.telemetry.Observation;
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
        return new OracleForecaster(WORKLOAD).forecast(observation.fleet(), history, steps);
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
    void refusesAFleetThatTheWorkloadDoesNotKnow() {
        SimulatedCluster other = cluster(new TableWorkload(Small.STEP).steady(Small.vm(Small.V2), 4, 1));

        assertThatThrownBy(() -> forecast(other, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("v2");
    }
}
