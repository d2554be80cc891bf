// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import static io.affinity.core.execution.ExecutorScene.LIMITS;
import static io.affinity.core.execution.ExecutorScene.now;
import static io.affinity.core.execution.ExecutorScene.world;
import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.JournalEntries;
import io.affinity.spi.migration.MigrationPlan;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two controllers that both believe that the fleet is theirs. */
class NewerOwnerTest {

    private final ExecutorScene scene = new ExecutorScene();
    private final PlanExecutor older = scene.executor;
    private final PlanExecutor newer = scene.executor(LIMITS);

    @Test
    void theOlderOneStartsNothingAnyMoreAndSaysWhy() {
        older.recover();
        newer.recover();
        scene.submit(world().build(), now(0, "v1", "a", "b"));

        assertThat(older.advance()).isEmpty();

        assertThat(older.alarms()).containsExactly(new Alarm.NewerOwner(1, 2));
        assertThat(scene.migrator.started()).isEmpty();
        assertThat(JournalEntries.of(scene.lines)).isEmpty();
        assertThat(older.isIdle()).isTrue();
    }

    @Test
    void whatTheOlderOneStartedIsLookedAfterByTheNewerOne() {
        scene.submit(world().build(), now(0, "v1", "a", "b"));
        older.advance();
        scene.migrator.hold("v1", id("a"), id("b"));
        newer.recover();
        scene.migrator.complete("v1");

        assertThat(older.advance()).isEmpty();
        assertThat(older.underWay()).isEmpty();
        assertThat(older.advance()).isEmpty();
        assertThat(older.alarms()).hasSize(1);

        scene.migrator.place("v1", Set.of(id("b")), Set.of());
        newer.advance();
        assertThat(newer.underWay()).isEmpty();
        assertThat(newer.alarms()).isEmpty();
        assertThat(scene.lines.open()).isEmpty();
    }

    @Test
    void anIdleOneDoesNotTakeTheJournalBackUnasked() {
        older.recover();
        newer.recover();
        newer.submit(new MigrationPlan(ORIGIN, List.of(now(0, "v1", "a", "b")), List.of()), world().build());

        older.submit(MigrationPlan.empty(ORIGIN), world().build());
        older.advance();
        newer.advance();

        assertThat(scene.migrator.startedVms()).containsExactly("v1");
        assertThat(newer.alarms()).isEmpty();
    }

    @Test
    void aPersonMayGiveItBackToTheOlderOneWhichThenLooksAtWhatIsOpen() {
        older.recover();
        newer.submit(new MigrationPlan(ORIGIN, List.of(now(0, "v1", "a", "b")), List.of()), world().build());
        newer.advance();
        scene.submit(world().build(), now(0, "v2", "a", "c"));
        older.advance();
        scene.migrator.hold("v1", id("a"), id("b"));

        older.resume();

        assertThat(older.alarms()).isEmpty();
        assertThat(older.underWay()).hasSize(1);
        scene.migrator.complete("v1");
        newer.advance();
        assertThat(newer.alarms()).hasOnlyElementsOfType(Alarm.NewerOwner.class).hasSize(1);
    }
}
