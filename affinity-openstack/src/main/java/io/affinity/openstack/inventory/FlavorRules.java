// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What flavors ask of hosts. What the present host of a VM does not offer either is not asked for: the VM evidently runs without it, as where a
 * filter is not in use.
 */
final class FlavorRules {

    private FlavorRules() {}

    static List<LocationPolicy> of(CloudView view, Map<VmId, Guest> guests, PolicyNames names) {
        Map<List<Need>, Set<VmId>> byNeeds = new LinkedHashMap<>();
        guests.forEach((vm, guest) -> {
            CloudHost host = view.hosts().get(guest.host());
            List<Need> needs = guest.needs().needs().stream()
                    .filter(need -> host != null && need.isMetBy(host))
                    .toList();
            if (!needs.isEmpty()) {
                byNeeds.computeIfAbsent(needs, unknown -> new LinkedHashSet<>()).add(vm);
            }
        });
        List<LocationPolicy> policies = new ArrayList<>();
        byNeeds.forEach((needs, vms) -> policies.addAll(of(needs, vms, view, names)));
        return policies;
    }

    private static List<LocationPolicy> of(List<Need> needs, Set<VmId> vms, CloudView view, PolicyNames names) {
        List<LocationPolicy> policies = new ArrayList<>();
        Set<String> traits = new LinkedHashSet<>();
        List<Need> others = new ArrayList<>();
        for (Need need : needs) {
            if (need instanceof Need.Trait trait) {
                traits.add(trait.name());
            } else {
                others.add(need);
            }
        }
        if (!traits.isEmpty()) {
            policies.add(new LocationPolicy.HardwareRequirement(
                    names.free("needs " + String.join(", ", traits)), Strength.hard(), Scope.CONTINUOUS, vms, traits));
        }
        Set<HostId> unsuitable = new LinkedHashSet<>();
        view.hosts().values().stream()
                .filter(host -> others.stream().anyMatch(need -> !need.isMetBy(host)))
                .forEach(host -> unsuitable.add(host.id()));
        if (!unsuitable.isEmpty()) {
            policies.add(new LocationPolicy.ForbiddenHosts(
                    names.free(others.stream().map(Need::text).collect(Collectors.joining(", ", "needs ", ""))),
                    Strength.hard(),
                    Scope.CONTINUOUS,
                    vms,
                    unsuitable));
        }
        return policies;
    }
}
