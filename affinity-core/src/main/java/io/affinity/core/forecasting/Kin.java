// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Who is like a VM, from the closest to the widest circle: its replicas, which a location policy holds apart
 * ({@link ReplicaPolicies}); those of its tenant and flavor; those of its flavor; those of its tenant; all. A flavor is what was
 * promised of all resources. Circles hold VMs that lend, in the order of the fleet. Belongs to one thread.
 */
final class Kin {

    private final Fleet fleet;
    private final Map<Object, List<Integer>> circles = new HashMap<>();
    private final Map<VmId, List<Replicas>> replicasOf = new HashMap<>();

    private record Replicas(String policy) {}

    private record OfTenant(Tenant tenant, ResourceVector flavor) {}

    private static final String ALL = "all";

    /** @param isLender whether a VM is to be in its circles, by its index */
    Kin(Fleet fleet, IntPredicate isLender) {
        this.fleet = fleet;
        for (LocationPolicy policy : fleet.policies()) {
            Replicas replicas = new Replicas(policy.name());
            policy.accept(new ReplicaPolicies())
                    .forEach(vm -> replicasOf
                            .computeIfAbsent(vm, unknown -> new ArrayList<>())
                            .add(replicas));
        }
        for (int v = 0; v < fleet.vms().size(); v++) {
            if (isLender.test(v)) {
                for (Object circle : keys(fleet.vms().get(v))) {
                    circles.computeIfAbsent(circle, unknown -> new ArrayList<>())
                            .add(v);
                }
            }
        }
    }

    private List<Object> keys(Vm vm) {
        List<Object> keys = new ArrayList<>(replicasOf.getOrDefault(vm.id(), List.of()));
        keys.add(new OfTenant(vm.tenant(), vm.allocation()));
        keys.add(vm.allocation());
        keys.add(vm.tenant());
        keys.add(ALL);
        return keys;
    }

    /** {@return how many VMs lend} */
    int size() {
        return circles.getOrDefault(ALL, List.of()).size();
    }

    /** {@return the circles of a VM that are not empty, from the closest to the widest; equal lists are one object} */
    List<List<Integer>> circles(int vm) {
        return keys(fleet.vms().get(vm)).stream()
                .filter(circles::containsKey)
                .map(key -> circles.getOrDefault(key, List.of()))
                .toList();
    }
}
