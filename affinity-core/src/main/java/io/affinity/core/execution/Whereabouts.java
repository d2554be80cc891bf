package io.affinity.core.execution;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import java.util.Collections;
import java.util.Set;

/** What the hosts of a VM say of it, after a migration of which nobody told how it ended. */
final class Whereabouts {

    private Whereabouts() {}

    /**
     * {@return whether the VM runs there only, no host holds another copy of it, which a migration may still wake, and both
     * hosts of the migration have said so; no other host can have got it from that migration}
     */
    static boolean isWholeOn(HostId host, Migration migration, ActualState state) {
        return state.activeOn().equals(Set.of(host))
                && state.pausedOn().isEmpty()
                && Collections.disjoint(state.unreachable(), Set.of(migration.source(), migration.target()));
    }

    static String description(ActualState state) {
        return "it is active on " + state.activeOn() + ", paused on " + state.pausedOn()
                + ", and these hosts do not answer: " + state.unreachable();
    }
}
