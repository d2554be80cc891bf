// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.check;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.VmId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which hosts each VM takes room on: one, or two while it is being migrated or while it is not certain on which of the two
 * it runs. Mutable; belongs to one thread.
 */
public final class Occupancy {

    private final Map<VmId, Set<HostId>> hostsByVm = new LinkedHashMap<>();

    /** Every VM on its host of the placement. */
    public Occupancy(Placement placement) {
        placement.hostByVm().forEach((vm, host) -> hostsByVm.put(vm, Set.of(host)));
    }

    /** The VM takes room on exactly these hosts from now on. */
    public void set(VmId vm, HostId... hosts) {
        set(vm, new LinkedHashSet<>(List.of(hosts)));
    }

    /** The VM takes room on exactly these hosts from now on; not copied. */
    public void set(VmId vm, Set<HostId> hosts) {
        hostsByVm.put(vm, hosts);
    }

    /** The VM takes room on this host as well. */
    public void add(VmId vm, HostId host) {
        Set<HostId> both = new LinkedHashSet<>(of(vm));
        both.add(host);
        hostsByVm.put(vm, both);
    }

    /** {@return whether the VM takes room on this host and no other} */
    public boolean isOnlyOn(VmId vm, HostId host) {
        return of(vm).equals(Set.of(host));
    }

    /** {@return the hosts of a VM of the fleet} */
    public Set<HostId> of(VmId vm) {
        Set<HostId> hosts = hostsByVm.get(vm);
        if (hosts == null) {
            throw new IllegalArgumentException("The VM (" + vm + ") is not placed.");
        }
        return hosts;
    }

    /** {@return a copy that can be changed independently} */
    public Occupancy copy() {
        Occupancy copy = new Occupancy(new Placement(Map.of()));
        copy.hostsByVm.putAll(hostsByVm);
        return copy;
    }
}
