// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.fixture.ManualClock;
import io.affinity.core.fixture.ScriptedMigrator;
import io.affinity.core.fixture.ScriptedTelemetry;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.spi.contract.JournalEntries;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RebalancerTest {

    private final LoopScene scene = new LoopScene();
    private final ScriptedTelemetry telemetry = scene.telemetry;
    private final ScriptedMigrator migrator = scene.migrator;
    private final MemoryJournal journal = scene.journal;
    private final ManualClock clock = scene.clock;
    private final List<CycleReport> cycles = scene.cycles;
    private final List<MigrationReport> migrations = scene.migrations;

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> Rebalancer.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("source of telemetry")
                .hasMessageContaining("telemetry(...)");
        assertThatThrownBy(() ->
                        Rebalancer.builder().telemetry(telemetry.telemetry()).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("migrator(...)");
        assertThatThrownBy(() -> Rebalancer.builder()
                        .telemetry(telemetry.telemetry())
                        .migrator(migrator)
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("forecaster(...)");
        assertThatThrownBy(() -> scene.builder().step(Duration.ZERO).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
    }

    @Test
    void withABalancerNoForecasterIsNeeded() {
        Rebalancer rebalancer = Rebalancer.builder()
                .telemetry(telemetry.telemetry())
                .migrator(migrator)
                .balancer(Balancer.none())
                .clock(clock)
                .build();

        assertThat(scene.cycle(rebalancer, "a", 6).decision().plan().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void modesDoWhatTheySay(Mode mode) {
        Rebalancer rebalancer = scene.builder().mode(mode).build();

        CycleReport report = scene.cycle(rebalancer, "a", 6);

        assertThat(report.alarms()).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(report.decision().outlook().contention().peakProbability(0)).isEqualTo(1);
        assertThat(report.decision().plan().migrations()).hasSize(mode == Mode.OBSERVE ? 0 : 1);
        assertThat(migrator.startedVms()).hasSize(mode == Mode.AUTOMATIC ? 1 : 0);
        assertThat(JournalEntries.of(journal)).hasSize(mode == Mode.AUTOMATIC ? 1 : 0);
        assertThat(cycles).containsExactly(report);
    }

    @Test
    void recommendingIsTheDefault() {
        scene.cycle(scene.builder().build(), "a", 6);

        assertThat(migrator.started()).isEmpty();
    }

    @Test
    void withoutTelemetryNothingIsDecidedAndTheCycleSaysSo() {
        Rebalancer rebalancer = scene.builder().mode(Mode.AUTOMATIC).build();

        CycleReport report = rebalancer.cycle();

        assertThat(report.fleet()).isNull();
        assertThat(report.decision()).isNull();
        assertThat(report.notes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Note.NoTelemetry.class,
                        note -> assertThat(note.detail()).contains("nobody answers"));
        assertThat(cycles).containsExactly(report);
    }

    @Test
    void anObservationThatIsNotNewerDecidesNothing() {
        Rebalancer rebalancer = scene.builder().mode(Mode.AUTOMATIC).build();
        scene.cycle(rebalancer, "a", 1);

        CycleReport report = scene.cycle(rebalancer, "a", 6);

        assertThat(report.decision()).isNull();
        assertThat(report.notes()).containsExactly(new Note.StaleObservation(ORIGIN));
        assertThat(migrator.started()).isEmpty();
    }

    @Test
    void absurdMeasurementsCauseNoMigration() {
        Rebalancer rebalancer = scene.builder().mode(Mode.AUTOMATIC).build();
        for (int i = 0; i < 6; i++) {
            scene.cycle(rebalancer, "a", i % 2 == 0 ? Double.NaN : 1e6);
            clock.pass(STEP);
        }

        assertThat(migrator.started()).isEmpty();
    }

    @Test
    void aVmUnderWayCountsOnItsTargetAndIsNotMigratedAgain() {
        Rebalancer rebalancer = scene.builder().mode(Mode.AUTOMATIC).build();
        scene.cycle(rebalancer, "a", 6);
        clock.pass(STEP);

        CycleReport report = scene.cycle(rebalancer, "a", 6);

        assertThat(report.decision().plan().isEmpty()).isTrue();
        assertThat(report.decision().outlook().contention().peakProbability(0)).isZero();
        assertThat(migrator.startedVms()).containsExactly("v1");
    }

    @Test
    void theEndOfAMigrationIsReported() {
        Rebalancer rebalancer = scene.builder().mode(Mode.AUTOMATIC).build();
        scene.cycle(rebalancer, "a", 6);
        migrator.complete("v1");
        clock.pass(STEP);

        CycleReport report = scene.cycle(rebalancer, "b", 6);

        assertThat(report.ended())
                .singleElement()
                .satisfies(it -> assertThat(it.isSuccess()).isTrue());
        assertThat(migrations).isEqualTo(report.ended());
    }

    @Test
    void aRefutedMigrationStopsTheLoopFromStartingMore() {
        Rebalancer rebalancer = scene.builder().mode(Mode.AUTOMATIC).build();
        migrator.refute("v1", "It runs on a and b.");
        scene.cycle(rebalancer, "a", 6);
        migrator.complete("v1");
        clock.pass(STEP);

        CycleReport report = scene.cycle(rebalancer, "a", 6);

        assertThat(report.alarms())
                .singleElement()
                .isInstanceOfSatisfying(
                        Alarm.RefutedVerification.class,
                        alarm -> assertThat(alarm.doubts())
                                .extracting(Doubt::detail)
                                .containsExactly("It runs on a and b."));
        assertThat(rebalancer.alarms()).isEqualTo(report.alarms());
        assertThat(migrator.startedVms()).containsExactly("v1");
    }

    @Test
    void whatAGateRefusesIsTold() {
        Gate gate = new Gate() {
            @Override
            public String name() {
                return "holidays";
            }

            @Override
            public Answer ask(PlannedMigration planned, Fleet fleet, Instant now) {
                return new Refuse("new-year", "Nothing is migrated today.");
            }
        };
        Rebalancer rebalancer =
                scene.builder().mode(Mode.AUTOMATIC).gates(List.of(gate)).build();

        CycleReport report = scene.cycle(rebalancer, "a", 6);

        assertThat(migrator.started()).isEmpty();
        assertThat(scene.refused).hasSize(1);
        assertThat(report.alarms()).isEmpty();
        assertThat(report.notes()).singleElement().isInstanceOfSatisfying(Note.GateRefused.class, note -> {
            assertThat(note.start().migration().vm()).isEqualTo(vmId("v1"));
            assertThat(note.start().refusal().gate()).isEqualTo("holidays");
            assertThat(note.start().refusal().refusal())
                    .isEqualTo(new Gate.Refuse("new-year", "Nothing is migrated today."));
        });
    }
}
