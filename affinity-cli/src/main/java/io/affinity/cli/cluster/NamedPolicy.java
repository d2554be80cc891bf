// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A policy of the cluster file, put to the VMs and hosts that there are; what is not clear is held. */
final class NamedPolicy {

    private final LocationPolicy stated;
    private final Inventory inventory;
    private final MembersOfPolicy members;
    private final Map<String, Set<VmId>> unclear = new LinkedHashMap<>();
    private final Optional<LocationPolicy> clear;

    /** @param names of the VMs of the inventory */
    NamedPolicy(LocationPolicy stated, Inventory inventory, VmNames names) {
        this.stated = stated;
        this.inventory = inventory;
        this.members = new MembersOfPolicy(text -> {
            Set<VmId> meant = names.meantBy(text.value());
            if (meant.size() != 1) {
                unclear.put(text.value(), meant);
            }
            return meant.size() == 1 ? meant : Set.of();
        });
        this.clear = stated.accept(members);
    }

    /** {@return what holds: the policy for those of whom it is clear that they are meant, if there are any} */
    List<LocationPolicy> policies() {
        List<LocationPolicy> policies = new ArrayList<>();
        clear.ifPresent(policies::add);
        if (!unclear.isEmpty() && stated instanceof LocationPolicy.ForbiddenHosts forbidden) {
            nobodyGoesThere(forbidden, policies);
        }
        return policies;
    }

    /** Whoever is meant by a name that is not clear may be any VM. */
    private void nobodyGoesThere(LocationPolicy.ForbiddenHosts forbidden, List<LocationPolicy> policies) {
        Set<VmId> elsewhere = vms(host -> !forbidden.hosts().contains(host));
        if (!elsewhere.isEmpty()) {
            policies.add(new LocationPolicy.ForbiddenHosts(
                    forbidden.name() + " (whoever is meant)",
                    Strength.hard(),
                    Scope.CONTINUOUS,
                    elsewhere,
                    forbidden.hosts()));
        }
    }

    /** {@return what is not clear, and who stays meanwhile} */
    List<Hold> holds() {
        List<Hold> holds = new ArrayList<>();
        String said = "policy " + stated.name();
        Set<HostId> known =
                inventory.hosts().stream().map(Host::id).collect(Collectors.toCollection(LinkedHashSet::new));
        unclear.forEach((name, candidates) -> {
            Set<VmId> held = new LinkedHashSet<>(candidates);
            unclear.values().forEach(held::addAll);
            held.addAll(members.vms());
            held.addAll(vms(members.hosts()::contains));
            holds.add(new Hold.UnclearVm(said, name, candidates, held));
        });
        for (HostId host : members.hosts()) {
            if (!known.contains(host)) {
                Set<VmId> held = new LinkedHashSet<>(members.vms());
                if (!members.namesVms()) {
                    held.addAll(vms(members.hosts()::contains));
                }
                holds.add(new Hold.UnknownHost(said, host.value(), held));
            }
        }
        return holds;
    }

    private Set<VmId> vms(Predicate<HostId> isOn) {
        return inventory.vms().stream()
                .map(Vm::id)
                .filter(vm -> isOn.test(inventory.placement().hostOf(vm)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
