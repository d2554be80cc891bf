// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.recovery;

import io.affinity.libvirt.binding.NativeEvent;
import io.affinity.libvirt.binding.NativeEvent.Lifecycle;
import io.affinity.libvirt.settings.Transport;
import io.affinity.spi.model.HostId;
import java.util.Set;
import java.util.function.BiPredicate;

/** Part of a migration: what the daemons tell of when it begins, and where the VM is in the end. */
enum Phase {
    PREPARING(Task.MIGRATE, (host, event) -> isOn(Controller.TARGET, host, event, Lifecycle.STARTED)),
    FIRST_ROUND(Task.MIGRATE, (host, event) -> isRound(1, event)),
    LATER_ROUND(Task.MIGRATE, (host, event) -> isRound(2, event)),
    SWITCHOVER(Task.MIGRATE, (host, event) -> isOn(Controller.SOURCE, host, event, Lifecycle.SUSPENDED)),
    RESUMED(Task.MIGRATE, (host, event) -> isOn(Controller.TARGET, host, event, Lifecycle.RESUMED)),
    POST_COPY_BEGUN(
            Task.MIGRATE_BY_POST_COPY,
            (host, event) -> isOn(Controller.SOURCE, host, event, Lifecycle.SUSPENDED)
                    && ((Lifecycle) event).detail() == Phase.SUSPENDED_FOR_POST_COPY),
    POST_COPY_RESUMED(
            Task.MIGRATE_BY_POST_COPY, (host, event) -> isOn(Controller.TARGET, host, event, Lifecycle.RESUMED)),
    ABORTED(Task.GIVE_UP, (host, event) -> isOn(Controller.TARGET, host, event, Lifecycle.STOPPED));

    /** {@code VIR_DOMAIN_EVENT_SUSPENDED_POSTCOPY} */
    private static final int SUSPENDED_FOR_POST_COPY = 7;

    private final Task task;
    private final BiPredicate<HostId, NativeEvent> begins;

    Phase(Task task, BiPredicate<HostId, NativeEvent> begins) {
        this.task = task;
        this.begins = begins;
    }

    private static boolean isOn(HostId expected, HostId host, NativeEvent event, int type) {
        return host.equals(expected) && event instanceof Lifecycle lifecycle && lifecycle.type() == type;
    }

    private static boolean isRound(int number, NativeEvent event) {
        return event instanceof NativeEvent.MigrationRound round && round.round() == number;
    }

    Task task() {
        return task;
    }

    boolean begins(HostId host, NativeEvent event) {
        return begins.test(host, event);
    }

    private boolean isAfterSwitchover() {
        return this == RESUMED || this == POST_COPY_RESUMED;
    }

    /** {@return where the VM may be in the end, if nobody looks after its migration from now on} */
    Set<HostId> ends(Transport transport) {
        if (this == ABORTED) {
            return Set.of(Controller.SOURCE);
        } else if (transport == Transport.PEER_TO_PEER || isAfterSwitchover()) {
            return Set.of(Controller.TARGET);
        }
        // We say when the target is to resume it: in a switchover that may have happened when death comes.
        return this == SWITCHOVER ? Set.of(Controller.SOURCE, Controller.TARGET) : Set.of(Controller.SOURCE);
    }
}
