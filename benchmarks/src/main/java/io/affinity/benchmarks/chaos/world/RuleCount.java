// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.VmId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** By how much rules are broken, counted anew and by hand; a VM that is under way is on both of its hosts. */
final class RuleCount {

    private RuleCount() {}

    static int of(LocationPolicy policy, Map<VmId, Set<HostId>> places) {
        if (policy instanceof LocationPolicy.Pinned rule) {
            return outside(Set.of(rule.vm()), Set.of(rule.host()), places);
        } else if (policy instanceof LocationPolicy.AllowedHosts rule) {
            return outside(rule.vms(), rule.hosts(), places);
        } else if (policy instanceof LocationPolicy.ForbiddenHosts rule) {
            return (int) rule.vms().stream()
                    .filter(vm -> places.getOrDefault(vm, Set.of()).stream().anyMatch(rule.hosts()::contains))
                    .count();
        } else if (policy instanceof LocationPolicy.MaxVmsPerHost rule) {
            return rule.hosts().stream()
                    .mapToInt(host -> Math.max(0, count(host, places.values()) - rule.maxVms()))
                    .sum();
        } else if (policy instanceof LocationPolicy.AntiAffinity rule) {
            Collection<Set<HostId>> own = rule.vms().stream()
                    .filter(places::containsKey)
                    .map(places::get)
                    .toList();
            return own.stream()
                    .flatMap(Set::stream)
                    .distinct()
                    .mapToInt(host -> count(host, own) - 1)
                    .sum();
        }
        throw new IllegalArgumentException("The kind of " + policy + " must be one that worlds have.");
    }

    private static int outside(Set<VmId> vms, Set<HostId> hosts, Map<VmId, Set<HostId>> places) {
        return (int) vms.stream()
                .filter(vm -> places.containsKey(vm) && !hosts.containsAll(places.get(vm)))
                .count();
    }

    private static int count(HostId host, Collection<Set<HostId>> places) {
        return (int) places.stream().filter(hosts -> hosts.contains(host)).count();
    }
}
