// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import static io.affinity.core.execution.ExecutorScene.LIMITS;
import static io.affinity.core.execution.ExecutorScene.now;
import static io.affinity.core.execution.ExecutorScene.world;
import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.JournalEntries;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.HostState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Hosts that are not what they were when a migration was planned or started. */
class HostsThatLeaveTest {

    private final ExecutorScene scene = new ExecutorScene();

    @Test
    void aHostThatTheMigratorDoesNotKnowAnyMoreMayHaveTheVmAsWell() {
        Migration open = new Migration(vmId("v1"), id("a"), id("b"));
        scene.wrote(ORIGIN, "1-0", open, new JournalEntry.Event.Intended());
        scene.migrator.place("v1", Set.of(id("a")), Set.of());
        scene.migrator.hosts().remove(id("b"));

        scene.executor.recover();

        assertThat(scene.executor.alarms()).hasSize(1);
        assertThat(scene.executor.alarms().get(0))
                .isInstanceOfSatisfying(
                        Alarm.LeftOpen.class,
                        alarm -> assertThat(alarm.trouble()).isEqualTo(Trouble.HOSTS_SILENT));
        assertThat(scene.lines.open()).hasSize(1);
    }

    @Test
    void aHostThatLeavesWhileItIsAskedMayHaveTheVmAsWell() {
        Migration open = new Migration(vmId("v1"), id("a"), id("b"));
        scene.wrote(ORIGIN, "1-0", open, new JournalEntry.Event.Intended());
        scene.migrator.place("v1", Set.of(id("a")), Set.of());
        scene.migrator.takeTime();
        scene.executor.recover();
        scene.migrator.hosts().remove(id("b"));

        scene.migrator.answerAll();
        scene.executor.advance();

        assertThat(scene.executor.alarms()).singleElement().isInstanceOf(Alarm.LeftOpen.class);
        assertThat(scene.lines.open()).hasSize(1);
    }

    @Test
    void aVmIsNotStartedAgainWhileItIsUnderWayToAHostThatLeft() {
        scene.submit(world().build(), now(0, "v1", "a", "d"));
        scene.executor.advance();
        scene.submit(
                fleet(host("a", 8, 64), host("b", 8, 64))
                        .vm(vm("v1", 1, 8), id("a"))
                        .build(),
                now(0, "v1", "a", "b"));

        scene.executor.advance();

        assertThat(scene.migrator.started()).hasSize(1);
    }

    @Test
    void aHostThatTakesNoVmsIsNoTargetWhateverAPlanSays() {
        scene.submit(
                fleet(host("a", 8, 64), host("b", 8, 64).withState(HostState.UNAVAILABLE))
                        .host(host("c", 8, 64).withState(HostState.DRAINING))
                        .vm(vm("v1", 1, 8), id("a"))
                        .vm(vm("v2", 1, 8), id("a"))
                        .vm(vm("v3", 1, 8), id("b"))
                        .build(),
                now(0, "v1", "a", "b"),
                now(1, "v2", "a", "c"),
                now(2, "v3", "b", "a"));

        scene.executor.advance();

        assertThat(scene.migrator.started()).isEmpty();
    }

    @Test
    void noTwoMigrationsHaveOneIdWhateverTheClockSays() {
        MigrationPlan plan = new MigrationPlan(ORIGIN, List.of(now(0, "v1", "a", "b")), List.of());
        for (int life = 0; life < 3; life++) {
            PlanExecutor executor = scene.executor(LIMITS);
            executor.submit(plan, world().build());
            executor.advance();
        }

        assertThat(JournalEntries.of(scene.lines))
                .extracting(JournalEntry::migrationId)
                .hasSize(3)
                .doesNotHaveDuplicates();
    }
}
