// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import static io.affinity.core.execution.ExecutorScene.LIMITS;
import static io.affinity.core.execution.ExecutorScene.now;
import static io.affinity.core.execution.ExecutorScene.world;
import static io.affinity.core.fixture.SmallFleet.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.fixture.ScriptedMigrator;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What failed is not tried again and again. */
class BreakerTest {

    private static final Duration STEP = Duration.ofMinutes(5);

    private final ExecutorScene scene = new ExecutorScene();
    private final List<DroppedStart.Cause> causes = new ArrayList<>();
    private PlanExecutor executor = scene.executor;

    @Test
    void aTargetThatRefusesAVmIsTriedThreeTimesADayAtMost() {
        scene.migrator.end("v1", ScriptedMigrator.FULL);

        for (int step = 0; step < 24 * 12; step++) {
            tryNow(now(0, "v1", "a", "b"));
        }

        assertThat(scene.migrator.started()).hasSize(3);
        assertThat(causes).hasAtLeastOneElementOfType(DroppedStart.Cause.BackingOff.class);
    }

    @Test
    void aRestartChangesNothing() {
        scene.migrator.end("v1", ScriptedMigrator.FULL);
        for (int step = 0; step < 24 * 12; step++) {
            executor = scene.executor(LIMITS);
            tryNow(now(0, "v1", "a", "b"));
        }

        assertThat(scene.migrator.started()).hasSize(3);
    }

    @Test
    void aVmThatIsFoundOnItsSourceAfterEachRestartFailedWhoeverSawIt() {
        scene.migrator.place("v1", Set.of(id("a")), Set.of());
        for (int step = 0; step < 24 * 12; step++) {
            // The end is never written down, as where a disk is full.
            executor = scene.executor(LIMITS);
            executor.recover();
            tryNow(now(0, "v1", "a", "b"));
        }

        assertThat(scene.migrator.started()).hasSize(3);
    }

    @Test
    void aHostForWhichThreeInARowFailedIsTriedWithOneAfterAWhile() {
        for (String vm : List.of("v1", "v2", "v3")) {
            scene.migrator.end(vm, ScriptedMigrator.FULL);
            tryNow(now(0, vm, "a", "b"));
        }
        tryNow(now(0, "v4", "a", "b"));
        assertThat(causes).singleElement().isInstanceOf(DroppedStart.Cause.HostBreaker.class);

        scene.clock.pass(Breaker.REST);
        tryNow(now(0, "v4", "a", "b"), now(1, "v1", "a", "b"));

        assertThat(scene.migrator.startedVms()).containsExactly("v1", "v2", "v3", "v4");
        scene.migrator.complete("v4");
        scene.migrator.complete("v1");
        executor.advance();
        tryNow(now(0, "v1", "a", "b"));
        assertThat(scene.migrator.startedVms()).endsWith("v4", "v1");
    }

    @Test
    void aSourceMayGiveItsVmsToOthersWhenOneTargetRefusesThem() {
        for (String vm : List.of("v1", "v2", "v3")) {
            scene.migrator.end(vm, ScriptedMigrator.FULL);
            tryNow(now(0, vm, "a", "b"));
        }

        tryNow(now(0, "v4", "a", "c"));

        assertThat(scene.migrator.startedVms()).endsWith("v4");
    }

    @Test
    void aFleetOfWhoseLastMigrationsAFifthFailedIsTriedWithOneAfterAWhile() {
        FleetBreaker breaker = new FleetBreaker();
        for (int i = 0; i < FleetBreaker.LAST; i++) {
            if (i % 5 == 4) {
                breaker.failed(scene.clock.instant());
            } else {
                breaker.succeeded("m" + i, scene.clock.instant());
            }
        }
        assertThat(breaker.closedUntil(scene.clock.instant())).isNotNull();

        scene.clock.pass(Breaker.REST);
        assertThat(breaker.closedUntil(scene.clock.instant())).isNull();
        breaker.started("probe", scene.clock.instant());
        assertThat(breaker.closedUntil(scene.clock.instant())).isNotNull();
        breaker.succeeded("late", scene.clock.instant());
        assertThat(breaker.closedUntil(scene.clock.instant())).isNotNull();
        breaker.succeeded("probe", scene.clock.instant());
        assertThat(breaker.closedUntil(scene.clock.instant())).isNull();
    }

    @Test
    void aPlanExpiresBeforeItIsTakenAndWhileItWaits() {
        PlannedMigration one = now(0, "v1", "a", "b");
        MigrationPlan old = new MigrationPlan(scene.clock.instant(), List.of(one), List.of());
        scene.clock.pass(Duration.ofHours(8));
        executor.submit(old, world().build());
        executor.advance();
        assertThat(scene.migrator.started()).isEmpty();
        assertThat(executor.droppedSinceLastAsked())
                .containsExactly(new DroppedStart(one.migration(), new DroppedStart.Cause.Expired(old.createdAt())));

        MigrationPlan waiting = new MigrationPlan(scene.clock.instant(), List.of(one), List.of());
        executor.submit(waiting, world().build());
        scene.clock.pass(Duration.ofHours(3));
        executor.advance();
        assertThat(scene.migrator.started()).isEmpty();
        assertThat(executor.droppedSinceLastAsked()).hasSize(1);
        assertThat(executor.isIdle()).isTrue();
    }

    private void tryNow(PlannedMigration... migrations) {
        executor.submit(new MigrationPlan(scene.clock.instant(), List.of(migrations), List.of()), world().build());
        executor.advance();
        executor.advance();
        executor.droppedSinceLastAsked().forEach(dropped -> causes.add(dropped.cause()));
        scene.clock.pass(STEP);
    }
}
