// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What would not be started now if it were planned, so that nobody plans it.
 *
 * @param all whether that is everything
 * @param vms that are under alarm
 * @param hosts that no VM may leave or come to: those of an alarm, and those whose breaker is open
 * @param targets to which bringing a VM failed, and that wait before the next attempt
 */
public record HeldBack(boolean all, Set<VmId> vms, Set<HostId> hosts, Map<VmId, Set<HostId>> targets) {

    /** Nothing is held back. */
    public static final HeldBack NONE = new HeldBack(false, Set.of(), Set.of(), Map.of());

    public HeldBack {
        vms = Collections.unmodifiableSet(new LinkedHashSet<>(vms));
        hosts = Collections.unmodifiableSet(new LinkedHashSet<>(hosts));
        Map<VmId, Set<HostId>> copy = new LinkedHashMap<>();
        targets.forEach((vm, some) -> copy.put(vm, Collections.unmodifiableSet(new LinkedHashSet<>(some))));
        targets = Collections.unmodifiableMap(copy);
    }

    /** {@return whether this VM stays where it is, on this host} */
    public boolean holds(VmId vm, HostId host) {
        return all || vms.contains(vm) || hosts.contains(host);
    }
}
