// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import io.affinity.core.check.PlacementChecker;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Location policies of every kind for the built-in scenario. All hard ones are kept by the first placement: they are
 * proposed for groups of VMs in the order of their names, and those that the placement happens to keep are taken.
 */
final class BuiltInPolicies {

    private static final int GROUP = 3;
    private static final int PER_KIND = 4;

    private final Fleet fleet;
    private final List<LocationPolicy> taken = new ArrayList<>();

    private BuiltInPolicies(Fleet fleet) {
        this.fleet = fleet;
    }

    static List<LocationPolicy> of(Fleet fleet) {
        return new BuiltInPolicies(fleet).propose();
    }

    private List<LocationPolicy> propose() {
        Strength hard = Strength.hard();
        Scope always = Scope.CONTINUOUS;
        proposeForGroups(
                "shop-db",
                (name, vms) -> new LocationPolicy.AntiAffinity("apart-" + name, hard, always, vms, TopologyLevel.HOST));
        proposeForGroups(
                "shop-",
                (name, vms) -> new LocationPolicy.Spread("zones-" + name, hard, always, vms, TopologyLevel.ZONE, 2));
        proposeForGroups(
                "evening",
                (name, vms) -> new LocationPolicy.MaxPerDomain(
                        "rack-limit-" + name, hard, always, vms, TopologyLevel.RACK, 2));
        proposeForGroups(
                "mail",
                (name, vms) -> new LocationPolicy.Affinity("near-" + name, hard, Scope.FINAL, vms, TopologyLevel.ZONE));
        proposeForGroups(
                "reports", (name, vms) -> new LocationPolicy.Proximity("close-" + name, hard, Scope.FINAL, vms, 2));
        proposeForGroups(
                "desktop",
                (name, vms) -> new LocationPolicy.Affinity(
                        "together-" + name, Strength.soft(0.2), Scope.FINAL, vms, TopologyLevel.RACK));
        Set<HostId> withSriov = hosts(host -> host.features().contains("sriov"));
        proposeForGroups(
                "etl",
                (name, vms) ->
                        new LocationPolicy.HardwareRequirement("sriov-" + name, hard, always, vms, Set.of("sriov")));
        proposeForGroups(
                "night-batch",
                (name, vms) -> new LocationPolicy.AllowedHosts("licensed-" + name, hard, always, vms, withSriov));
        Set<HostId> zoneB = hosts(host -> host.faultDomain(TopologyLevel.ZONE).equals("zone-b"));
        proposeForGroups(
                "growing",
                (name, vms) -> new LocationPolicy.ForbiddenHosts("not-in-zone-b-" + name, hard, always, vms, zoneB));
        fleet.vms().stream()
                .filter(vm -> vm.id().value().startsWith("idle"))
                .limit(PER_KIND)
                .forEach(vm -> take(new LocationPolicy.Pinned(
                        "pinned-" + vm.id(),
                        hard,
                        always,
                        vm.id(),
                        fleet.placement().hostOf(vm.id()))));
        take(new LocationPolicy.ExclusiveTenancy("vault-alone", hard, always, new Tenant("vault"), TopologyLevel.HOST));
        take(new LocationPolicy.MaxVmsPerHost("at-most-24", hard, always, hosts(host -> true), 24));
        take(new LocationPolicy.FailoverReserve("one-host-may-fail", hard, always, hosts(host -> true), 1));
        return taken;
    }

    private interface Kind {
        LocationPolicy of(String name, Set<VmId> vms);
    }

    private void proposeForGroups(String prefix, Kind kind) {
        Map<Integer, Set<VmId>> groups = new LinkedHashMap<>();
        List<VmId> members = fleet.vms().stream()
                .map(Vm::id)
                .filter(id -> id.value().startsWith(prefix))
                .toList();
        for (int i = 0; i < members.size(); i++) {
            groups.computeIfAbsent(i / GROUP, group -> new LinkedHashSet<>()).add(members.get(i));
        }
        int count = 0;
        for (Set<VmId> group : groups.values()) {
            String first = group.iterator().next().value();
            if (count < PER_KIND && take(kind.of(first, group))) {
                count++;
            }
        }
    }

    private boolean take(LocationPolicy policy) {
        Fleet with = fleet.withPolicies(List.of(policy));
        boolean kept = !policy.strength().isHard()
                || new PlacementChecker(with).hardViolations(fleet.placement()).isEmpty();
        if (kept) {
            taken.add(policy);
        }
        return kept;
    }

    private Set<HostId> hosts(Predicate<Host> kind) {
        return fleet.hosts().stream().filter(kind).map(Host::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
