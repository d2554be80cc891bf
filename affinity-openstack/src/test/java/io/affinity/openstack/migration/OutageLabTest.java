// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import static io.affinity.openstack.migration.Scene.NODE1;
import static io.affinity.openstack.migration.Scene.NODE2;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.openstack.compute.MigrationRecord.Status;
import io.affinity.openstack.lab.OnOpenStack;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parts of the control plane that die or stand still: nothing is taken for done that is not, and all of it is known once they are back. */
@OnOpenStack
class OutageLabTest {

    private Scene scene = Scene.with(Duration.ofSeconds(10));

    @BeforeEach
    void begin() {
        scene.lab().deleteServers();
    }

    private MigrationOutcome outcomeWithin(Duration timeout, String vm) {
        return scene.end(scene.start(vm, NODE1, NODE2, timeout, Escalation.THROTTLE));
    }

    private void assertStays(String vm) {
        Scene.await("Nova is done with it", () -> !scene.server(vm).isMigrating());
        ActualState state = scene.inspect(vm);
        assertThat(state.activeOn()).containsExactly(new HostId(NODE1));
        assertThat(state.pausedOn()).isEmpty();
    }

    @Test
    void knowsNotHowItEndsWhileTheConductorStandsStill() {
        String vm = scene.lab().server(NODE1, "vm");
        scene.lab().freeze("conductor");

        MigrationOutcome outcome = outcomeWithin(Duration.ofSeconds(5), vm);

        assertThat(outcome).isNotInstanceOf(MigrationOutcome.Completed.class);
        scene.lab().thaw("conductor");
        Scene.await("Nova goes on with it to its end", () -> !scene.server(vm).isMigrating());
        assertIsWhereNovaSays(vm);
    }

    @Test
    void saysWhatIsToBeDoneIfTheSchedulerStandsStill() {
        String vm = scene.lab().server(NODE1, "vm");
        scene.lab().freeze("scheduler");

        String said = scene.failed(scene.start(vm, NODE1, NODE2));

        assertThat(said).startsWith("Nova has");
        if (scene.server(vm).status().equals("ERROR")) {
            assertThat(said).contains("openstack server set --state active " + vm);
        }
        scene.lab().thaw("scheduler");
        assertThat(scene.inspect(vm).activeOn()).containsExactly(new HostId(NODE1));
    }

    @Test
    void knowsNotHowItEndsOnceTheSourceIsDead() {
        String vm = scene.lab().server(NODE1, "vm");
        scene.lab().migrationsTake(Duration.ofMinutes(5));
        MigrationHandle handle = scene.startUntil(vm, NODE1, NODE2, Status.RUNNING);

        scene.lab().kill(NODE1);

        MigrationOutcome outcome = scene.end(handle);
        assertThat(outcome).isInstanceOf(MigrationOutcome.Unknown.class);
        assertThat(((MigrationOutcome.Unknown) outcome).seen()).contains("Nova has the server as MIGRATING on node1");
        assertThat(scene.inspect(vm).unreachable()).contains(new HostId(NODE1));
        assertThat(scene.inspect(vm).activeOn()).isEmpty();
        assertThat(scene.verify(vm, NODE1, NODE2)).isInstanceOf(Verification.Refuted.class);
        scene.lab().start(NODE1);
        scene.lab().mend();
        assertStays(vm);
    }

    @Test
    void asksNothingOfACloudWhoseDatabaseIsDown() {
        String vm = scene.lab().server(NODE1, "vm");
        assertThat(scene.migrator().hosts()).contains(new HostId(NODE1));
        scene.lab().kill("db");

        MigrationOutcome outcome = outcomeWithin(Duration.ofSeconds(30), vm);

        assertThat(outcome).isInstanceOf(MigrationOutcome.Failed.class);
        assertThat(((MigrationOutcome.Failed) outcome).failure()).isInstanceOf(MigrationFailure.Unreachable.class);
        assertThat(scene.inspect(vm).unreachable()).contains(new HostId(NODE1), new HostId(NODE2));
        scene.lab().start("db");
        assertStays(vm);
    }

    /** Nova's interface goes on to offer the message, so that the migration may come once the queue is back. */
    @Test
    void takesNothingForDoneWhileTheMessageQueueIsDown() {
        String vm = scene.lab().server(NODE1, "vm");
        scene.lab().kill("rabbit");

        MigrationOutcome outcome = outcomeWithin(Duration.ofSeconds(5), vm);

        assertThat(outcome).isNotInstanceOf(MigrationOutcome.Completed.class);
        scene.lab().start("rabbit");
        scene.lab().mend();
        Scene.await("Nova is done with it", () -> !scene.server(vm).isMigrating());
        assertIsWhereNovaSays(vm);
    }

    private void assertIsWhereNovaSays(String vm) {
        ActualState state = scene.inspect(vm);
        assertThat(state.activeOn()).containsExactly(new HostId(scene.server(vm).host()));
        assertThat(state.pausedOn()).isEmpty();
    }

    @Test
    void goesOnAfterTheApiWasAway() {
        String vm = scene.lab().server(NODE1, "vm");
        scene.lab().migrationsTake(Duration.ofSeconds(10));
        MigrationHandle handle = scene.startUntil(vm, NODE1, NODE2, Status.RUNNING);

        scene.lab().kill("api");
        scene.lab().start("api");

        assertThat(scene.end(handle)).isInstanceOf(MigrationOutcome.Completed.class);
        scene.assertActiveOn(vm, NODE2);
    }
}
