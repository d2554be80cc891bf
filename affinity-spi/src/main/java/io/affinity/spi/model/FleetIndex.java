// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where hosts and VMs stand in the lists of a fleet. Immutable. */
final class FleetIndex {

    private final Map<HostId, Integer> hosts = new HashMap<>();
    private final Map<VmId, Integer> vms = new HashMap<>();

    /** @throws IllegalArgumentException if an id is used twice, or resources differ */
    FleetIndex(List<Host> hosts, List<Vm> vms, ResourceSet resources) {
        for (Host host : hosts) {
            if (this.hosts.put(host.id(), this.hosts.size()) != null) {
                throw new IllegalArgumentException("Two hosts have the id (" + host.id() + ").");
            }
            requireSame(resources, host.capacity().resources(), "host " + host.id());
        }
        for (Vm vm : vms) {
            if (this.vms.put(vm.id(), this.vms.size()) != null) {
                throw new IllegalArgumentException("Two VMs have the id (" + vm.id() + ").");
            }
            requireSame(resources, vm.allocation().resources(), "VM " + vm.id());
        }
    }

    private static void requireSame(ResourceSet expected, ResourceSet actual, String thing) {
        if (!expected.equals(actual)) {
            throw new IllegalArgumentException("The resources of " + thing + " " + actual.resources()
                    + " must be those of the fleet " + expected.resources() + ".");
        }
    }

    boolean contains(HostId id) {
        return hosts.containsKey(id);
    }

    boolean contains(VmId id) {
        return vms.containsKey(id);
    }

    /** @throws IllegalArgumentException if there is no such host */
    int of(HostId id) {
        return required(hosts.get(id), "host", id);
    }

    /** @throws IllegalArgumentException if there is no such VM */
    int of(VmId id) {
        return required(vms.get(id), "VM", id);
    }

    private static int required(@Nullable Integer index, String kind, Object id) {
        if (index == null) {
            throw new IllegalArgumentException("The " + kind + " (" + id + ") is not part of the fleet.");
        }
        return index;
    }
}
