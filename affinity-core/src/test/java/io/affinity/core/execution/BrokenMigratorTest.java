// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import static io.affinity.core.execution.ExecutorScene.LIMITS;
import static io.affinity.core.execution.ExecutorScene.now;
import static io.affinity.core.execution.ExecutorScene.world;
import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a migrator does that it must not. */
class BrokenMigratorTest {

    private final ExecutorScene scene = new ExecutorScene();
    private final PlanExecutor executor = scene.executor;

    @Test
    void aStartThatThrowsMayHaveStartedAndIsLookedAfterAsAfterACrash() {
        scene.migrator.hold("v1", id("a"), id("b"));
        scene.migrator.breakDown();
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        executor.advance();
        executor.advance();
        executor.advance();

        assertThat(scene.calls).containsSubsequence("Intended v1", "start v1", "Ended v1", "abort v1", "inspect v1");
        assertThat(executor.underWay()).hasSize(1);
        assertThat(executor.alarms()).isEmpty();

        scene.migrator.repair();
        scene.migrator.place("v1", Set.of(id("a")), Set.of());
        executor.advance();

        assertThat(executor.underWay()).isEmpty();
        assertThat(executor.alarms()).isEmpty();
        assertThat(scene.lines.open()).isEmpty();
    }

    @Test
    void aMigrationThatNeverEndsIsGivenUpThoughTheClockWasSetBack() {
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        executor.advance();
        scene.clock.pass(Duration.ofDays(-365));
        scene.nanos = LIMITS.timeout().multipliedBy(2).toNanos();
        scene.migrator.place("v1", Set.of(id("a")), Set.of());

        assertThat(executor.advance())
                .singleElement()
                .satisfies(report -> assertThat(report.outcome()).isInstanceOf(MigrationOutcome.Unknown.class));
    }

    @Test
    void whatACrashLeftIsNotWaitedForLongerThoughTheClockWasSetBack() {
        scene.wrote(
                ORIGIN.plus(Duration.ofDays(365)),
                "m",
                new Migration(vmId("v1"), id("a"), id("b")),
                new JournalEntry.Event.Intended());
        scene.migrator.hold("v1", id("a"), id("b"));
        executor.recover();
        scene.nanos = LIMITS.timeout().plus(Recovery.GRACE).toNanos();

        executor.advance();

        assertThat(executor.underWay()).isEmpty();
        assertThat(executor.alarms()).hasSize(1);
    }

    @Test
    void aMigrationEndsWhenItsMigratorSaysSoHoweverLongThatTakes() {
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        executor.advance();
        scene.migrator.complete("v1");
        scene.migrator.whenAsked(() -> scene.clock.pass(Duration.ofMinutes(5)));

        assertThat(executor.advance())
                .extracting(MigrationReport::endedAt)
                .containsExactly(ORIGIN.plus(Duration.ofMinutes(5)));
    }

    @Test
    void aMigrationWhoseMigratorNoLongerSaysWhereItStandsIsReportedAsUnknown() {
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        executor.advance();
        scene.migrator.breakDown();
        scene.migrator.hold("v1", id("a"), id("b"));

        assertThat(executor.advance())
                .singleElement()
                .satisfies(report -> assertThat(report.outcome())
                        .isInstanceOfSatisfying(
                                MigrationOutcome.Unknown.class,
                                unknown -> assertThat(unknown.failure()).isInstanceOf(MigrationFailure.Defect.class)));

        scene.clock.pass(Recovery.GRACE);
        executor.advance();

        assertThat(executor.alarms())
                .singleElement()
                .isInstanceOfSatisfying(
                        Alarm.UnknownOutcome.class,
                        alarm -> assertThat(alarm.trouble()).isEqualTo(Trouble.HELD));
    }

    @Test
    void aMigrationThatNeverEndsIsGivenUpAfterTwiceItsTime() {
        scene.migrator.place("v1", Set.of(id("a")), Set.of());
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        executor.advance();
        scene.clock.pass(LIMITS.timeout());
        assertThat(executor.advance()).isEmpty();

        scene.clock.pass(LIMITS.timeout());

        assertThat(executor.advance()).singleElement().matches(report -> !report.isSuccess());
        executor.advance();
        assertThat(scene.calls).contains("abort v1", "Closed v1");
        assertThat(executor.underWay()).isEmpty();
    }
}
