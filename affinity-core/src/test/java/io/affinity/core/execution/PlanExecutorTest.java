// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import static io.affinity.core.execution.ExecutorScene.migration;
import static io.affinity.core.execution.ExecutorScene.now;
import static io.affinity.core.execution.ExecutorScene.world;
import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.fixture.ManualClock;
import io.affinity.core.fixture.ScriptedMigrator;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.spi.contract.JournalEntries;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanExecutorTest {

    private final ExecutorScene scene = new ExecutorScene();
    private final List<String> calls = scene.calls;
    private final ScriptedMigrator migrator = scene.migrator;
    private final MemoryJournal lines = scene.lines;
    private final PlanExecutor executor = scene.executor;
    private final ManualClock clock = scene.clock;

    @Test
    void theJournalIsWrittenBeforeEachStepAndAfterIt() {
        scene.submit(world().build(), now(0, "v1", "a", "b"));

        executor.advance();
        migrator.complete("v1");
        List<MigrationReport> ended = executor.advance();

        assertThat(calls).containsExactly("Intended v1", "start v1", "Ended v1", "verify v1", "Checked v1");
        assertThat(ended).singleElement().satisfies(report -> {
            assertThat(report.isSuccess()).isTrue();
            assertThat(report.id()).isEqualTo(JournalEntries.of(lines).get(0).migrationId());
            assertThat(report.startedAt()).isEqualTo(ORIGIN);
        });
        assertThat(executor.isIdle()).isTrue();
        assertThat(executor.alarms()).isEmpty();
    }

    @Test
    void theRequestCarriesTheLimits() {
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        executor.advance();

        MigrationRequest request = migrator.started().get(0);
        assertThat(request.bandwidthBytesPerSecond()).isEqualTo(5e8);
        assertThat(request.maxDowntime()).isEqualTo(Duration.ofMillis(200));
        assertThat(request.timeout()).isEqualTo(Duration.ofMinutes(7));
    }

    @Test
    void aFailureSkipsWhatDependsOnItAndNothingElse() {
        scene.submit(
                world().build(),
                now(0, "v1", "a", "b"),
                now(1, "v5", "b", "c", 0),
                now(2, "v2", "a", "d", 1),
                now(3, "v3", "a", "c"));
        executor.advance();
        migrator.end("v1", ScriptedMigrator.FULL);
        migrator.complete("v3");

        List<MigrationReport> ended = executor.advance();
        executor.advance();

        assertThat(ended).extracting(MigrationReport::isSuccess).containsExactly(false, true);
        assertThat(migrator.startedVms()).containsExactly("v1", "v3");
        assertThat(executor.isIdle()).isTrue();
        assertThat(calls).contains("Closed v1").doesNotContain("verify v1");
        assertThat(executor.alarms()).isEmpty();
    }

    @Test
    void whatDependsOnAnotherStartsOnceThatSucceeded() {
        scene.submit(world().build(), now(0, "v1", "a", "b"), now(1, "v5", "b", "c", 0));
        executor.advance();
        assertThat(migrator.startedVms()).containsExactly("v1");

        migrator.complete("v1");
        executor.advance();

        assertThat(migrator.startedVms()).containsExactly("v1", "v5");
    }

    /** A person may approve of a part of a plan only. */
    @Test
    void whatDependsOnAMigrationThatIsNotInThePlanIsSkipped() {
        scene.submit(world().build(), now(1, "v5", "b", "c", 0), now(2, "v2", "a", "d", 1), now(3, "v3", "a", "c"));
        executor.advance();
        migrator.complete("v3");
        executor.advance();

        assertThat(migrator.startedVms()).containsExactly("v3");
        assertThat(executor.isIdle()).isTrue();
    }

    @Test
    void nothingStartsBeforeItsTime() {
        scene.submit(world().build(), migration(0, "v1", "a", "b", Duration.ofSeconds(30)));
        executor.advance();
        assertThat(migrator.started()).isEmpty();
        assertThat(executor.nextStart()).isEqualTo(ORIGIN.plusSeconds(30));
        assertThat(executor.isIdle()).isFalse();

        clock.pass(Duration.ofSeconds(30));
        executor.advance();

        assertThat(migrator.startedVms()).containsExactly("v1");
        assertThat(executor.nextStart()).isNull();
    }

    @Test
    void noMoreThanAllowedAreUnderWayAtOnce() {
        scene.submit(world().build(), now(0, "v1", "a", "b"), now(1, "v2", "a", "c"), now(2, "v3", "a", "d"));
        executor.advance();
        assertThat(executor.underWay()).hasSize(2);

        migrator.complete("v2");
        executor.advance();

        assertThat(migrator.startedVms()).containsExactly("v1", "v2", "v3");
        assertThat(executor.underWay()).extracting(m -> m.vm().value()).containsExactly("v1", "v3");
    }

    @Test
    void noMoreThanAllowedTouchOneHostAtOnce() {
        PlanExecutor narrow = scene.executor(ExecutorScene.LIMITS.toBuilder()
                .maxConcurrent(8)
                .maxConcurrentPerHost(1)
                .build());
        narrow.submit(
                new MigrationPlan(
                        ORIGIN,
                        List.of(now(0, "v1", "a", "c"), now(1, "v5", "b", "c"), now(2, "v2", "a", "d")),
                        List.of()),
                world().build());
        narrow.advance();

        assertThat(migrator.startedVms()).containsExactly("v1");
    }

    @Test
    void aMigrationThatWouldBreakARuleByNowIsNotStarted() {
        Fleet fleet = world().policy(new LocationPolicy.AntiAffinity(
                        "apart", Strength.hard(), Scope.CONTINUOUS, Set.of(vmId("v1"), vmId("v5")), TopologyLevel.HOST))
                .build();
        scene.submit(fleet, now(0, "v1", "a", "b"), now(1, "v2", "a", "c"));

        executor.advance();

        assertThat(migrator.startedVms()).containsExactly("v2");
    }

    @Test
    void aVmThatIsHeldIsNotStartedWhoeverPlannedIt() {
        Fleet fleet = world().build()
                .withHolds(List.of(new Hold.UnclearVm("policy apart", "db", Set.of(), Set.of(vmId("v1")))));
        scene.submit(fleet, now(0, "v1", "a", "b"), now(1, "v2", "a", "c"));

        executor.advance();

        assertThat(migrator.startedVms()).containsExactly("v2");
    }

    /** A migrator may say that a migration failed, and the VM is on the target nevertheless. */
    @Test
    void whereAMigrationFailedRulesHoldWhereverItsVmIs() {
        Fleet fleet = world().policy(new LocationPolicy.AntiAffinity(
                        "apart", Strength.hard(), Scope.CONTINUOUS, Set.of(vmId("v1"), vmId("v5")), TopologyLevel.HOST))
                .build();
        scene.submit(fleet, now(0, "v1", "a", "c"), migration(1, "v5", "b", "c", Duration.ofSeconds(30)));
        executor.advance();
        migrator.end("v1", ScriptedMigrator.FULL);
        executor.advance();

        clock.pass(Duration.ofSeconds(30));
        executor.advance();

        assertThat(migrator.startedVms()).containsExactly("v1");
    }

    @Test
    void whereTheClockIsSetBackAPlanExpiresNevertheless() {
        scene.submit(world().build(), migration(0, "v1", "a", "b", Duration.ofSeconds(30)));
        clock.pass(Duration.ofHours(-1));
        scene.nanos = Duration.ofMinutes(21).toNanos();

        executor.advance();

        assertThat(executor.droppedSinceLastAsked())
                .singleElement()
                .matches(dropped -> dropped.cause() instanceof DroppedStart.Cause.Expired);
    }

    @Test
    void aPlanThatWaitedForApprovalForTooLongExpiresThoughTheClockWasSetBack() {
        executor.submit(
                new MigrationPlan(ORIGIN, List.of(now(0, "v1", "a", "b")), List.of()),
                world().build(),
                Duration.ofMinutes(21));

        executor.advance();

        assertThat(migrator.started()).isEmpty();
    }

    @Test
    void aMigrationOfAVmThatIsElsewhereByNowIsNotStarted() {
        scene.submit(world().build(), now(0, "v1", "b", "c"));

        executor.advance();

        assertThat(migrator.started()).isEmpty();
        assertThat(executor.isIdle()).isTrue();
    }

    /** v1 of 8 GB is on its way to a host with 10 GB: until it is known where it is, it takes room on both. */
    @Test
    void aVmUnderWayTakesRoomOnBothHostsAlsoInTheNextPlan() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 10), host("c", 8, 64))
                .vm(vm("v1", 1, 8), id("a"))
                .vm(vm("v2", 1, 8), id("a"))
                .build();
        scene.submit(fleet, now(0, "v1", "a", "b"));
        executor.advance();

        scene.submit(fleet, now(0, "v2", "a", "b"));
        executor.advance();

        assertThat(migrator.startedVms()).containsExactly("v1");
    }

    /** Both plans count their migrations from 0. */
    @Test
    void theEndOfAnEarlierPlansMigrationDoesNotCountForTheNextPlan() {
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        executor.advance();
        scene.submit(
                world().build(),
                migration(0, "v2", "a", "c", Duration.ofHours(1)),
                migration(1, "v3", "a", "d", Duration.ZERO, 0));
        migrator.complete("v1");

        executor.advance();
        executor.advance();

        assertThat(migrator.startedVms()).as("v3 waits for v2").containsExactly("v1");
    }

    @Test
    void theFailureOfAnEarlierPlansMigrationDoesNotSkipThoseOfTheNext() {
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        executor.advance();
        scene.submit(
                world().build(),
                migration(0, "v2", "a", "c", Duration.ofSeconds(5)),
                migration(1, "v3", "a", "d", Duration.ZERO, 0));
        migrator.end("v1", ScriptedMigrator.FULL);
        executor.advance();
        clock.pass(Duration.ofSeconds(5));
        executor.advance();
        migrator.complete("v2");

        executor.advance();

        assertThat(migrator.startedVms()).containsExactly("v1", "v2", "v3");
    }

    @Test
    void theNextPlanDropsWhatWasNotStarted() {
        scene.submit(world().build(), migration(0, "v1", "a", "b", Duration.ofSeconds(5)));
        scene.submit(world().build());
        clock.pass(Duration.ofSeconds(5));
        executor.advance();

        assertThat(migrator.started()).isEmpty();
    }

    @Test
    void eachStartIsTold() {
        scene.submit(world().build(), now(0, "v1", "a", "b"), now(1, "v2", "a", "c"));
        executor.advance();

        assertThat(executor.startedSinceLastAsked()).hasSize(2);
        assertThat(executor.startedSinceLastAsked()).isEmpty();
    }
}
