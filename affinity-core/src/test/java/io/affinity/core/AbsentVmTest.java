// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import static io.affinity.core.fixture.SmallFleet.GB;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.fixture.LastValueFleet;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.core.ledger.SeriesAccuracy;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Inventories lose a VM for a moment; it is the same when it is back. */
class AbsentVmTest {

    private enum Kind {
        SERIES,
        FLEET
    }

    private final LoopScene scene = new LoopScene();

    private CycleReport cycle(Rebalancer rebalancer, boolean isThere) {
        Fleet.Builder fleet = Fleet.builder(scene.clock.instant())
                .host(host("a", 8, 64))
                .host(host("b", 8, 64))
                .vm(vm("v1", 8, 4), id("a"));
        if (isThere) {
            fleet.vm(vm("v2", 8, 40), id("b"));
        }
        scene.telemetry.say(fleet.build(), 2, GB);
        CycleReport report = rebalancer.cycle();
        scene.clock.pass(STEP);
        return report;
    }

    private Rebalancer loop(Kind kind) {
        RebalancerBuilder builder = scene.builder();
        return kind == Kind.FLEET ? builder.forecaster(new LastValueFleet()).build() : builder.build();
    }

    private static Basis basis(CycleReport report) {
        FleetForecast forecast = Objects.requireNonNull(
                        Objects.requireNonNull(report.decision()).outlook())
                .forecast();
        return forecast.series(forecast.fleet().indexOf(vmId("v2")), 0).basis();
    }

    private static int scored(Rebalancer rebalancer) {
        SeriesAccuracy accuracy = Objects.requireNonNull(rebalancer.ledger()).accuracy(vmId("v2"), Resource.CPU);
        return accuracy.leads().get(0).scored();
    }

    @ParameterizedTest
    @EnumSource
    void keepsItsHistoryItsModelAndItsScores(Kind kind) {
        Rebalancer rebalancer = loop(kind);
        for (int i = 0; i < 20; i++) {
            cycle(rebalancer, true);
        }
        int asked = scene.telemetry.asked().size();
        int scored = scored(rebalancer);

        assertThat(cycle(rebalancer, false).decision()).isNotNull();
        CycleReport back = cycle(rebalancer, true);

        assertThat(basis(back)).isEqualTo(Basis.MODEL);
        assertThat(scene.telemetry.asked()).as("its past is not asked for").hasSize(asked);
        assertThat(scored(rebalancer)).isGreaterThanOrEqualTo(scored);
        for (int i = 0; i < 3; i++) {
            cycle(rebalancer, true);
        }
        assertThat(scored(rebalancer)).isGreaterThan(scored);
    }

    @ParameterizedTest
    @EnumSource
    void isAnotherOneAfterAnHour(Kind kind) {
        Rebalancer rebalancer = loop(kind);
        for (int i = 0; i < 20; i++) {
            cycle(rebalancer, true);
        }
        int asked = scene.telemetry.asked().size();
        for (int i = 0; i < 14; i++) {
            cycle(rebalancer, false);
        }

        cycle(rebalancer, true);

        assertThat(scene.telemetry.asked()).hasSize(asked + 1);
    }
}
