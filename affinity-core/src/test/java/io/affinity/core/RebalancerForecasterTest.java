// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import static io.affinity.core.fixture.SmallFleet.STEP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.fixture.LastValueFleet;
import io.affinity.core.fixture.LastValueForecaster;
import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.core.storage.MemorySnapshots;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class RebalancerForecasterTest {

    private static final PredictiveSettings HALF_AN_HOUR =
            PredictiveSettings.builder().horizon(STEP.multipliedBy(6)).build();

    private final LoopScene scene = new LoopScene();
    private final LastValueFleet fleetWide = new LastValueFleet();

    private CycleReport cycles(Rebalancer rebalancer, int count) {
        CycleReport last = null;
        for (int i = 0; i < count; i++) {
            last = scene.cycle(rebalancer, "a", 3 + i % 2);
            scene.clock.pass(STEP);
        }
        return Objects.requireNonNull(last);
    }

    private static Basis basis(CycleReport report) {
        return Objects.requireNonNull(Objects.requireNonNull(report.decision()).outlook())
                .forecast()
                .series(0, 0)
                .basis();
    }

    @Test
    void aForecasterOfSeriesIsToldTheHorizonOfTheBalancer() {
        List<ForecastRequest> requests = new CopyOnWriteArrayList<>();
        Forecaster recording = new Forecaster() {
            @Override
            public String name() {
                return "recording";
            }

            @Override
            public FitResult fit(ForecastRequest request) {
                requests.add(request);
                return new LastValueForecaster(1).fit(request);
            }
        };

        cycles(scene.builder().forecaster(recording).settings(HALF_AN_HOUR).build(), 15);

        assertThat(requests).isNotEmpty().allMatch(request -> request.horizon() == 6);
    }

    @Test
    void aForecasterOfFleetsIsToldTheHorizonAndTheBudgetAndIsJudgedByTheLedger() {
        Rebalancer rebalancer = scene.builder()
                .forecaster(fleetWide)
                .settings(HALF_AN_HOUR)
                .fitBudget(500)
                .build();

        CycleReport last = cycles(rebalancer, 20);

        FleetRequest request = fleetWide.fits.get(0);
        assertThat(request.horizon()).isEqualTo(6);
        assertThat(request.budget()).isEqualTo(500);
        assertThat(basis(last)).isEqualTo(Basis.MODEL);
        assertThat(Objects.requireNonNull(last.accuracy()).forecasters().get(0).forecaster())
                .isEqualTo("last-value-fleet");
        assertThat(Objects.requireNonNull(last.accuracy()).forecasters().get(0).series())
                .isEqualTo(4);
    }

    @Test
    void theModelOfAFleetIsThereAfterARestart() {
        MemorySnapshots snapshots = new MemorySnapshots();
        Rebalancer before =
                scene.builder().forecaster(fleetWide).snapshots(snapshots).build();
        cycles(before, 17);
        before.save();
        int fits = fleetWide.fits.size();

        CycleReport first = cycles(
                scene.builder().forecaster(fleetWide).snapshots(snapshots).build(), 1);

        assertThat(basis(first)).isEqualTo(Basis.MODEL);
        assertThat(first.notes()).isEmpty();
        assertThat(fleetWide.fits).hasSize(fits);
    }

    @Test
    void theForecasterThatIsNamedLastIsAsked() {
        cycles(
                scene.builder()
                        .forecaster(fleetWide)
                        .forecaster(new LastValueForecaster(1))
                        .build(),
                1);
        assertThat(fleetWide.fits).isEmpty();

        cycles(scene.builder().forecaster(fleetWide).build(), 1);
        assertThat(fleetWide.fits).hasSize(1);
    }

    @Test
    void oneIsRequired() {
        RebalancerBuilder none =
                Rebalancer.builder().telemetry(scene.telemetry.telemetry()).migrator(scene.migrator);

        assertThatThrownBy(none::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("forecaster(...)");
    }
}
