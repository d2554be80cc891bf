// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.inventory.Descriptions;
import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.inventory.VmLabels;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules that the labels of domains state, and those that follow from what domains are. */
final class DomainRules {

    private final TelemetrySettings settings;
    private final Descriptions descriptions;

    DomainRules(TelemetrySettings settings, Descriptions descriptions) {
        this.settings = settings;
        this.descriptions = descriptions;
    }

    /** @param sightings of VMs; those of which there is none are of another platform, and have no rules here */
    Rules of(Inventory inventory, Map<VmId, Sighting> sightings) {
        List<Member> members = new ArrayList<>();
        VmNames names = VmNames.of(inventory.vms());
        for (Vm vm : inventory.vms()) {
            Sighting sighting = sightings.get(vm.id());
            if (sighting != null) {
                members.add(member(vm, names, inventory.placement().hostOf(vm.id()), sighting));
            }
        }
        Map<HostId, Host> hosts = new LinkedHashMap<>();
        inventory.hosts().forEach(host -> hosts.put(host.id(), host));
        List<LocationPolicy> policies = new ArrayList<>(LabeledPolicies.of(members));
        Set<String> taken = new HashSet<>();
        policies.forEach(policy -> taken.add(policy.name()));
        policies.addAll(DerivedPolicies.of(members, hosts, descriptions::lastFacts, settings, taken));
        return new Rules(policies, LabeledPolicies.budgets(members));
    }

    private Member member(Vm vm, VmNames names, HostId host, Sighting sighting) {
        DomainDescription description =
                descriptions.description(sighting.host(), sighting.reading().key());
        VmLabels labels = description == null ? VmLabels.NONE : description.labels();
        return new Member(vm.id(), vm.name(), names.label(vm.id()), host, vm.tenant(), description, labels);
    }
}
