// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alarms that stand, and what they forbid. One does not hide another. Belongs to one thread. */
final class Alarms {

    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

    private final List<Alarm> standing = new ArrayList<>();

    void raise(Alarm alarm) {
        LOG.error("{}: {}", alarm.stopsAll() ? "No migration is started any more" : "A VM is left alone", alarm);
        standing.add(alarm);
    }

    /** Raises the alarm that the journal cannot be written, or ends it. */
    void journal(@Nullable String failure) {
        Alarm.JournalUnwritable alarm = failure == null ? null : new Alarm.JournalUnwritable(failure);
        boolean stands = standing.stream().anyMatch(Alarm.JournalUnwritable.class::isInstance);
        if (alarm != null && !stands) {
            raise(alarm);
        } else if (alarm == null) {
            standing.removeIf(Alarm.JournalUnwritable.class::isInstance);
        }
    }

    /** {@return those that stand, in the order in which they were raised; a copy} */
    List<Alarm> standing() {
        return List.copyOf(standing);
    }

    /** {@return those about a VM} */
    List<Alarm.OfVm> ofVms() {
        return standing.stream()
                .filter(Alarm.OfVm.class::isInstance)
                .map(Alarm.OfVm.class::cast)
                .toList();
    }

    /** {@return those about this VM} */
    List<Alarm.OfVm> of(VmId vm) {
        return ofVms().stream()
                .filter(alarm -> alarm.migration().vm().equals(vm))
                .toList();
    }

    /** {@return whether this must not be started: a VM under alarm and the hosts where it may be are left alone} */
    boolean forbid(Migration next) {
        return standing.stream().anyMatch(Alarm::stopsAll)
                || ofVms().stream()
                        .anyMatch(alarm -> alarm.migration().vm().equals(next.vm())
                                || RunningMigrations.shareHost(alarm.migration(), next));
    }

    /** {@return what they forbid, besides what is forbidden for another reason} */
    HeldBack heldBack(boolean all, Set<HostId> hosts, Map<VmId, Set<HostId>> targets) {
        Set<VmId> vms = new LinkedHashSet<>();
        Set<HostId> closed = new LinkedHashSet<>(hosts);
        for (Alarm.OfVm alarm : ofVms()) {
            vms.add(alarm.migration().vm());
            closed.add(alarm.migration().source());
            closed.add(alarm.migration().target());
        }
        return new HeldBack(all || standing.stream().anyMatch(Alarm::stopsAll), vms, closed, targets);
    }

    void end(Alarm alarm) {
        standing.remove(alarm);
    }

    void clear() {
        standing.clear();
    }
}
