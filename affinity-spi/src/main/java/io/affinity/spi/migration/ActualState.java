// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a VM really is, as its hosts say.
 *
 * @param activeOn hosts on which it runs; anything but one is an alarm
 * @param pausedOn hosts that hold it without running it, such as the target of a migration
 * @param unreachable hosts that did not answer, where it might be as well
 */
public record ActualState(VmId vm, Set<HostId> activeOn, Set<HostId> pausedOn, Set<HostId> unreachable) {

    public ActualState {
        activeOn = Collections.unmodifiableSet(new TreeSet<>(activeOn));
        pausedOn = Collections.unmodifiableSet(new TreeSet<>(pausedOn));
        unreachable = Collections.unmodifiableSet(new TreeSet<>(unreachable));
    }

    /** {@return the same where these hosts did not answer either} */
    public ActualState withUnreachable(Set<HostId> more) {
        Set<HostId> all = new TreeSet<>(unreachable);
        all.addAll(more);
        return new ActualState(vm, activeOn, pausedOn, all);
    }

    /** {@return whether it runs on {@code host} and, as far as all hosts say, nowhere else} */
    public boolean isOnlyOn(HostId host) {
        return activeOn.equals(Set.of(host)) && unreachable.isEmpty();
    }

    /**
     * {@return whether no host that answers has it in any form, and both hosts of the migration have said so: it was switched off or
     * deleted}
     */
    public boolean isGone(Migration migration) {
        return activeOn.isEmpty() && pausedOn.isEmpty() && haveAnswered(migration);
    }

    private boolean haveAnswered(Migration migration) {
        return Collections.disjoint(unreachable, Set.of(migration.source(), migration.target()));
    }

    /**
     * {@return whether it runs on {@code host} only, no host holds another copy of it, which a migration may still wake, and both
     * hosts of the migration have said so; no other host can have got it from that migration}
     */
    public boolean isWholeOn(HostId host, Migration migration) {
        return activeOn.equals(Set.of(host)) && pausedOn.isEmpty() && haveAnswered(migration);
    }
}
