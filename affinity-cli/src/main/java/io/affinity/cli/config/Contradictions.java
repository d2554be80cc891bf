// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.core.search.PolicyConflicts;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hard policies that no placement keeps together, if all VMs that they name run. Policies about the same VMs are looked at by themselves,
 * which takes time for few, and finds one contradiction in each such group.
 */
final class Contradictions {

    /** Beyond, a group is not judged: VMs are placed one within the other, and rules compared with each other. */
    private static final int MOST_VMS = 1_000;

    private static final int MOST_POLICIES = 200;

    /** Hosts times groups: seconds. Beyond, the rest is not judged. */
    private static final long MOST_WORK = 2_000_000;

    private final List<Host> hosts;
    private final Topology topology;

    /** @param hosts with their fault domains; at least one */
    Contradictions(List<Host> hosts, Topology topology) {
        this.hosts = List.copyOf(hosts);
        this.topology = topology;
    }

    /**
     * {@return irreducible sets of policies, which share no VM}
     *
     * @param vms by policy; those without are not judged
     */
    List<List<LocationPolicy>> find(Map<LocationPolicy, Set<VmId>> vms) {
        List<List<LocationPolicy>> found = new ArrayList<>();
        List<List<LocationPolicy>> groups = groups(vms);
        for (List<LocationPolicy> group : groups.subList(0, (int) Math.min(groups.size(), MOST_WORK / hosts.size()))) {
            Set<VmId> members = new LinkedHashSet<>();
            group.forEach(policy -> members.addAll(vms.getOrDefault(policy, Set.of())));
            if (group.size() <= MOST_POLICIES && members.size() <= MOST_VMS) {
                List<String> names = PolicyConflicts.find(fleet(group, members));
                if (!names.isEmpty()) {
                    found.add(group.stream()
                            .filter(policy -> names.contains(policy.name()))
                            .toList());
                }
            }
        }
        return found;
    }

    /** Where VMs are does not matter to what is possible. */
    private Fleet fleet(List<LocationPolicy> policies, Set<VmId> vms) {
        Fleet.Builder fleet =
                Fleet.builder(Instant.EPOCH).topology(topology).hosts(hosts).policies(policies);
        ResourceVector nothing = ResourceVector.filled(hosts.get(0).capacity().resources(), 0);
        vms.forEach(vm -> fleet.vm(Vm.of(vm, nothing), hosts.get(0).id()));
        return fleet.build();
    }

    private static List<List<LocationPolicy>> groups(Map<LocationPolicy, Set<VmId>> vms) {
        Map<VmId, VmId> parents = new LinkedHashMap<>();
        vms.values()
                .forEach(members -> members.forEach(vm -> parents.put(
                        root(parents, vm), root(parents, members.iterator().next()))));
        Map<VmId, List<LocationPolicy>> groups = new LinkedHashMap<>();
        vms.forEach((policy, members) -> {
            if (!members.isEmpty()) {
                groups.computeIfAbsent(root(parents, members.iterator().next()), root -> new ArrayList<>())
                        .add(policy);
            }
        });
        return List.copyOf(groups.values());
    }

    private static VmId root(Map<VmId, VmId> parents, VmId vm) {
        VmId root = vm;
        for (VmId parent = parents.getOrDefault(root, root); !parent.equals(root); ) {
            VmId next = parents.getOrDefault(parent, parent);
            parents.put(root, next);
            root = parent;
            parent = next;
        }
        return root;
    }
}
