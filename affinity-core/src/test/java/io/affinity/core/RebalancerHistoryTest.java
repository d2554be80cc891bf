// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import static io.affinity.core.fixture.SmallFleet.GB;
import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.execution.Trouble;
import io.affinity.core.fixture.ManualClock;
import io.affinity.core.fixture.ScriptedMigrator;
import io.affinity.core.fixture.ScriptedTelemetry;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.MigrationBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the control loop remembers: its plan, what it migrated, and what a crash left behind. */
class RebalancerHistoryTest {

    private final LoopScene scene = new LoopScene();
    private final ScriptedTelemetry telemetry = scene.telemetry;
    private final ScriptedMigrator migrator = scene.migrator;
    private final MemoryJournal journal = scene.journal;
    private final ManualClock clock = scene.clock;
    private final List<MigrationReport> migrations = scene.migrations;

    /** Wherever demand goes, a VM that has just been migrated neither moves on nor goes back without new evidence. */
    @Test
    void noVmIsSentBackAndForth() {
        Rebalancer rebalancer = scene.builder()
                .mode(Mode.AUTOMATIC)
                .settings(PredictiveSettings.builder().cooldown(Duration.ZERO).build())
                .build();
        String at = "a";
        migrator.complete("v1");
        for (int i = 0; i < 40; i++) {
            Fleet.Builder fleet = Fleet.builder(clock.instant())
                    .host(host("a", 8, 64))
                    .host(host("b", 8, 64))
                    .vm(vm("v1", 8, 4), id(at))
                    .vm(vm("v2", 8, 40), id("a"))
                    .vm(vm("v3", 8, 40), id("b"));
            telemetry.say(fleet.build(), 6, GB);
            rebalancer.cycle();
            List<String> started = migrator.startedVms();
            at = started.contains("v1") ? "b" : "a";
            clock.pass(STEP);
        }

        assertThat(migrator.started().stream()
                        .filter(request -> request.migration().vm().equals(vmId("v1"))))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aPlanIsMadeAndThenExecuted() throws InterruptedException {
        Rebalancer rebalancer = scene.builder().build();
        telemetry.say(scene.fleet("a"), 6, GB);

        MigrationPlan plan = rebalancer.plan();
        assertThat(plan.migrations())
                .extracting(PlannedMigration::migration)
                .containsExactly(new Migration(vmId("v1"), id("a"), id("b")));
        assertThat(migrator.started()).isEmpty();
        migrator.complete("v1");
        List<MigrationReport> ended = rebalancer.execute(plan);

        assertThat(ended)
                .singleElement()
                .satisfies(report -> assertThat(report.isSuccess()).isTrue());
        assertThat(migrations).isEqualTo(ended);
    }

    @Test
    void executingWaitsForTheEnd() throws InterruptedException {
        Instant[] paused = {ORIGIN};
        Rebalancer rebalancer = scene.builder()
                .pause(duration -> {
                    clock.pass(duration);
                    paused[0] = clock.instant();
                    if (paused[0].isAfter(ORIGIN.plusSeconds(30))) {
                        migrator.end("v1", new MigrationOutcome.Aborted(new MigrationFailure.TimedOut(STEP)));
                    }
                })
                .build();
        telemetry.say(scene.fleet("a"), 6, GB);

        List<MigrationReport> ended = rebalancer.execute(rebalancer.plan());

        assertThat(ended)
                .singleElement()
                .satisfies(report -> assertThat(report.isSuccess()).isFalse());
        assertThat(paused[0]).isBetween(ORIGIN.plusSeconds(30), ORIGIN.plusSeconds(32));
    }

    @Test
    void anInterruptedExecutionStartsNothingMore() {
        Rebalancer rebalancer = scene.builder()
                .pause(duration -> {
                    throw new InterruptedException();
                })
                .build();
        telemetry.say(scene.fleet("a"), 6, GB);
        MigrationPlan plan = rebalancer.plan();

        assertThatThrownBy(() -> rebalancer.execute(plan)).isInstanceOf(InterruptedException.class);
        migrator.complete("v1");
        assertThat(rebalancer.advance()).hasSize(1);
        assertThat(migrator.startedVms()).containsExactly("v1");
    }

    @Test
    void aPlanNeedsAnObservationThatIsNewer() {
        Rebalancer rebalancer = scene.builder().build();
        telemetry.say(scene.fleet("a"), 6, GB);
        telemetry.say(scene.fleet("a"), 6, GB);
        rebalancer.plan();

        assertThatThrownBy(rebalancer::plan)
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("newer");
    }

    @Test
    void withoutAPlanThereIsNothingToExecute() {
        assertThatThrownBy(() -> scene.builder().build().execute(MigrationPlan.empty(ORIGIN)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("plan()");
    }

    @Test
    void recoveryLooksAtWhatACrashLeftBehind() {
        Migration open = new Migration(vmId("v1"), id("a"), id("b"));
        journal.append(journal.claim(), new JournalEntry(ORIGIN, "m", open, new JournalEntry.Event.Intended()));
        migrator.place("v1", Set.of(), Set.of(id("a")));
        Rebalancer rebalancer = scene.builder().mode(Mode.AUTOMATIC).build();

        assertThat(rebalancer.recover()).containsExactly(open);
        assertThat(rebalancer.alarms()).singleElement().isInstanceOfSatisfying(Alarm.LeftOpen.class, alarm -> {
            assertThat(alarm.migration()).isEqualTo(open);
            assertThat(alarm.trouble()).isEqualTo(Trouble.HOSTS_SILENT);
        });
        assertThat(scene.cycle(rebalancer, "a", 6).alarms()).isEqualTo(rebalancer.alarms());
        assertThat(migrator.started()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"OBSERVE", "RECOMMEND"})
    void whoMigratesNothingOnlyLooksAtWhatACrashLeftBehind(Mode mode) {
        Migration open = new Migration(vmId("v1"), id("a"), id("b"));
        journal.append(journal.claim(), new JournalEntry(ORIGIN, "m", open, new JournalEntry.Event.Intended()));
        migrator.place("v1", Set.of(), Set.of(id("a")));
        clock.pass(Duration.ofHours(1));
        int written = journal.since(0, 100).size();
        Rebalancer rebalancer = scene.builder().mode(mode).build();

        assertThat(rebalancer.recover()).containsExactly(open);
        clock.pass(Duration.ofHours(1));
        rebalancer.advance();

        assertThat(rebalancer.alarms()).singleElement().isInstanceOf(Alarm.LeftOpen.class);
        assertThat(journal.since(0, 100)).as("written to the journal").hasSize(written);
    }

    @Test
    void aBudgetOfAMonthIsCountedForAMonth() {
        Rebalancer rebalancer = scene.builder()
                .mode(Mode.AUTOMATIC)
                .settings(PredictiveSettings.builder().cooldown(Duration.ZERO).build())
                .build();
        for (String vm : List.of("v1", "v3", "v1")) {
            migrator.end(vm, ScriptedMigrator.FULL);
            CycleReport report;
            do {
                // That ten days have passed is not believed at once.
                clock.pass(STEP);
                telemetry.say(budgeted(vm), 6, GB);
                report = rebalancer.cycle();
            } while (report.decision() == null);
            rebalancer.advance();
            clock.pass(Duration.ofDays(10));
        }

        // Nothing is left for v1 when it is seen again, so another VM goes.
        assertThat(migrator.startedVms()).containsExactly("v1", "v3", "big");
    }

    private Fleet budgeted(String vm) {
        return Fleet.builder(clock.instant())
                .host(host("a", 8, 64))
                .host(host("b", 8, 64))
                .vm(vm(vm, 8, 4), id("a"))
                .vm(vm("big", 8, 40), id("a"))
                .budgets(List.of(new MigrationBudget(new MigrationBudget.Subject.EachVm(), 1, Duration.ofDays(30))))
                .build();
    }

    /** The cooldown is longer than the time for which migrations are remembered by default. */
    @Test
    void aLongCooldownIsRemembered() {
        Rebalancer rebalancer = scene.builder()
                .mode(Mode.AUTOMATIC)
                .settings(PredictiveSettings.builder()
                        .cooldown(Duration.ofDays(30))
                        .build())
                .build();
        scene.cycle(rebalancer, "a", 6);
        migrator.end("v1", ScriptedMigrator.FULL);
        clock.pass(Duration.ofDays(20));
        migrator.end("v2", ScriptedMigrator.FULL);

        for (int i = 0; i < 5; i++) {
            scene.cycle(rebalancer, "a", 6);
            clock.pass(STEP);
        }

        assertThat(migrator.startedVms()).containsExactly("v1", "v2");
    }
}
