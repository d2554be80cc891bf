// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.inventory.HostFacts;
import io.affinity.libvirt.inventory.HostFit;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rules that follow from what domains are: those that cannot be migrated stay, and the others go only to hosts that can run
 * them. What the present host of a VM does not offer either is not asked for: the VM evidently runs without it.
 */
final class DerivedPolicies {

    private final Map<HostId, Host> hosts;
    private final Function<HostId, @Nullable HostFacts> facts;
    private final FreeHugepages hugepages;
    private final TelemetrySettings settings;
    private final Set<String> taken;

    private final Map<String, Set<HostId>> hostsByName = new HashMap<>();

    /** What is in the way of every VM of a host, as it is of one without wishes. */
    private final Map<HostId, Map<HostId, Set<String>>> ofPlainVms = new HashMap<>();

    private DerivedPolicies(
            Map<HostId, Host> hosts,
            Function<HostId, @Nullable HostFacts> facts,
            FreeHugepages hugepages,
            TelemetrySettings settings,
            Set<String> taken) {
        this.hosts = hosts;
        this.facts = facts;
        this.hugepages = hugepages;
        this.settings = settings;
        this.taken = new HashSet<>(taken);
    }

    /**
     * @param facts what a host is made of, or null if that is not known
     * @param taken names of other rules, which keep them
     */
    static List<LocationPolicy> of(
            List<Member> members,
            Map<HostId, Host> hosts,
            Function<HostId, @Nullable HostFacts> facts,
            TelemetrySettings settings,
            Set<String> taken) {
        return new DerivedPolicies(hosts, facts, FreeHugepages.of(members, facts), settings, taken).of(members);
    }

    /** Whoever chooses names must not be able to have a rule left out. */
    private String free(String name) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + " " + i;
        }
        return free;
    }

    private List<LocationPolicy> of(List<Member> members) {
        List<LocationPolicy> policies = new ArrayList<>();
        for (Member member : members) {
            hostsByName
                    .computeIfAbsent(member.name(), unknown -> new LinkedHashSet<>())
                    .add(member.host());
        }
        Map<Set<String>, Set<VmId>> byNeed = new LinkedHashMap<>();
        Map<Map<HostId, Set<String>>, Set<VmId>> byObstacles = new LinkedHashMap<>();
        for (Member member : members) {
            List<String> reasons = Stays.reasons(member, settings);
            DomainDescription description = member.description();
            if (!reasons.isEmpty() || description == null) {
                policies.add(new LocationPolicy.Pinned(
                        free(member.label() + " stays (" + String.join("; ", reasons) + ")"),
                        Strength.hard(),
                        Scope.CONTINUOUS,
                        member.id(),
                        member.host()));
                continue;
            }
            Set<String> needs = new TreeSet<>(description.neededFeatures());
            Host host = hosts.get(member.host());
            if (host != null) {
                needs.retainAll(host.features());
            }
            if (!needs.isEmpty()) {
                byNeed.computeIfAbsent(needs, unknown -> new LinkedHashSet<>()).add(member.id());
            }
            Map<HostId, Set<String>> obstacles = withNamesakes(member, obstacles(member.host(), description));
            if (!obstacles.isEmpty()) {
                byObstacles
                        .computeIfAbsent(obstacles, unknown -> new LinkedHashSet<>())
                        .add(member.id());
            }
        }
        byNeed.forEach((needs, vms) -> policies.add(new LocationPolicy.HardwareRequirement(
                free("needs " + String.join(", ", needs)), Strength.hard(), Scope.CONTINUOUS, vms, needs)));
        byObstacles.forEach((obstacles, vms) -> policies.add(new LocationPolicy.ForbiddenHosts(
                free(name(obstacles)), Strength.hard(), Scope.CONTINUOUS, vms, obstacles.keySet())));
        return policies;
    }

    /** libvirt has one domain of a name on a host. */
    private Map<HostId, Set<String>> withNamesakes(Member member, Map<HostId, Set<String>> others) {
        Set<HostId> namesakes = new LinkedHashSet<>(hostsByName.getOrDefault(member.name(), Set.of()));
        namesakes.remove(member.host());
        if (namesakes.isEmpty()) {
            return others;
        }
        Map<HostId, Set<String>> all = new LinkedHashMap<>(others);
        for (HostId host : namesakes) {
            Set<String> things = new TreeSet<>(all.getOrDefault(host, Set.of()));
            things.add("name");
            all.put(host, things);
        }
        return all;
    }

    /** Two different sets of obstacles never have one name. */
    private static String name(Map<HostId, Set<String>> obstacles) {
        return obstacles.entrySet().stream()
                .map(host -> host.getKey() + " (" + String.join(", ", host.getValue()) + ")")
                .collect(Collectors.joining(", ", "unsuitable: ", ""));
    }

    private Map<HostId, Set<String>> obstacles(HostId source, DomainDescription vm) {
        boolean isPlain =
                !vm.needsHostCpu() && vm.pinning().isEmpty() && vm.hugepages().bytes() == 0;
        return isPlain ? ofPlainVms.computeIfAbsent(source, host -> obstaclesOf(host, vm)) : obstaclesOf(source, vm);
    }

    private Map<HostId, Set<String>> obstaclesOf(HostId source, DomainDescription vm) {
        Map<HostId, Set<String>> obstacles = new LinkedHashMap<>();
        HostFacts own = facts.apply(source);
        for (HostId target : hosts.keySet()) {
            HostFacts other = facts.apply(target);
            if (own != null && other != null && !target.equals(source)) {
                Set<String> things = new TreeSet<>();
                new HostFit(source, own, target, other).obstacles(vm).forEach(found -> things.add(found.device()));
                if (!hugepages.suffice(target, other, vm.hugepages())) {
                    things.add("huge pages");
                }
                if (!things.isEmpty()) {
                    obstacles.put(target, things);
                }
            }
        }
        return obstacles;
    }
}
