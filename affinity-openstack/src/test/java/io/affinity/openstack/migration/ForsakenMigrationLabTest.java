// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import static io.affinity.openstack.migration.Scene.NODE1;
import static io.affinity.openstack.migration.Scene.NODE2;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.openstack.compute.MigrationRecord.Status;
import io.affinity.openstack.lab.OnOpenStack;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A migration that nobody looks after, as after a crash: whoever comes next knows where the server is, and can end it. */
@OnOpenStack
class ForsakenMigrationLabTest {

    private final Scene crashed = Scene.open();
    private final Scene next = Scene.open();

    @BeforeEach
    void begin() {
        crashed.lab().deleteServers();
    }

    @Test
    void isSeenFromItsFirstMomentOn() {
        String vm = crashed.lab().server(NODE1, "vm");
        crashed.lab().migrationsTake(Duration.ofSeconds(20));

        crashed.start(vm, NODE1, NODE2);
        Scene.await("Nova has heard of it", () -> next.server(vm).isMigrating());
        ActualState state = next.inspect(vm);

        assertThat(state.activeOn()).containsExactly(new HostId(NODE1));
        assertThat(state.pausedOn()).containsExactly(new HostId(NODE2));
    }

    @Test
    void isFoundOnTheTargetOnceItHasEnded() {
        String vm = crashed.lab().server(NODE1, "vm");
        crashed.startUntil(vm, NODE1, NODE2, Status.RUNNING);

        Scene.await(
                "nobody holds a second copy", () -> next.inspect(vm).pausedOn().isEmpty());

        assertThat(next.inspect(vm).isWholeOn(new HostId(NODE2), Scene.migration(vm, NODE1, NODE2)))
                .isTrue();
    }

    @Test
    void endsWhenItIsAborted() {
        String vm = crashed.lab().server(NODE1, "vm");
        crashed.lab().migrationsTake(Duration.ofMinutes(5));
        crashed.startUntil(vm, NODE1, NODE2, Status.RUNNING);

        next.migrator().abort(Scene.migration(vm, NODE1, NODE2));

        Scene.await("it was aborted", () -> next.newest(vm) == Status.CANCELLED);
        Scene.await(
                "nobody holds a second copy", () -> next.inspect(vm).pausedOn().isEmpty());
        next.assertActiveOn(vm, NODE1);
    }

    @Test
    void goesOnWhenAnotherOneIsAborted() {
        String vm = crashed.lab().server(NODE1, "vm");
        crashed.startUntil(vm, NODE1, NODE2, Status.RUNNING);

        next.migrator().abort(Scene.migration(vm, NODE1, "node3"));

        Scene.await("it has ended", () -> next.newest(vm) == Status.COMPLETED);
        next.assertActiveOn(vm, NODE2);
    }
}
