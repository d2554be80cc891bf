// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.openstack.compute.Server;
import io.affinity.openstack.compute.ServerGroup;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Server groups as policies. Nova counts members that do not run as well, if they have a host: VMs stay with those of an affinity, and do not go
 * where those of an anti-affinity are.
 */
final class GroupRules {

    private static final double WEIGHT = 1;

    private final Map<VmId, Guest> guests;
    private final Map<String, Server> servers = new HashMap<>();
    private final VmNames labels;
    private final PolicyNames names;
    private final List<LocationPolicy> policies = new ArrayList<>();

    private GroupRules(CloudView view, Map<VmId, Guest> guests, VmNames labels, PolicyNames names) {
        this.guests = guests;
        this.labels = labels;
        this.names = names;
        view.servers().forEach(server -> servers.put(server.id(), server));
    }

    /** @param guests of which policies are made */
    static List<LocationPolicy> of(CloudView view, Map<VmId, Guest> guests, VmNames labels, PolicyNames names) {
        GroupRules rules = new GroupRules(view, guests, labels, names);
        Map<String, Integer> count = new HashMap<>();
        view.groups().forEach(group -> count.merge(group.name(), 1, Integer::sum));
        view.groups().stream().sorted(Comparator.comparing(ServerGroup::id)).forEach(group -> {
            boolean isUnclear = group.name().isBlank() || count.getOrDefault(group.name(), 1) > 1;
            rules.add(group, "group " + group.name() + (isUnclear ? " (" + group.id() + ")" : ""));
        });
        return rules.policies;
    }

    private void add(ServerGroup group, String name) {
        List<Guest> running = new ArrayList<>();
        Map<HostId, Integer> resting = new TreeMap<>();
        for (String member : group.members()) {
            VmId id = new VmId(member);
            Server server = servers.get(member);
            Guest guest = guests.get(id);
            if (guest != null) {
                running.add(guest);
            } else if (server != null && server.host() != null) {
                resting.merge(new HostId(server.host()), 1, Integer::sum);
            }
        }
        switch (group.policy()) {
            case "affinity" -> affinity(name, running, resting);
            case "anti-affinity" -> antiAffinity(name, running, resting, group.mostPerHost());
            case "soft-affinity" -> softly(name, running, true);
            case "soft-anti-affinity" -> softly(name, running, false);
            case "" -> {
                // Groups of old may have no policy.
            }
            default -> stay(name + " has the policy (" + group.policy() + "), which is not known", running);
        }
    }

    private void affinity(String name, List<Guest> running, Map<HostId, Integer> resting) {
        if (running.size() > 1) {
            policies.add(LocationPolicy.Affinity.of(names.free(name), ids(running)));
        }
        if (!resting.isEmpty()) {
            stay(name + " has members that do not run", running);
        }
    }

    private void antiAffinity(String name, List<Guest> running, Map<HostId, Integer> resting, int most) {
        if (running.size() > most) {
            policies.add(
                    most == 1
                            ? LocationPolicy.AntiAffinity.of(names.free(name), ids(running))
                            : new LocationPolicy.MaxPerDomain(
                                    names.free(name),
                                    Strength.hard(),
                                    Scope.CONTINUOUS,
                                    ids(running),
                                    TopologyLevel.HOST,
                                    most));
        }
        Set<HostId> full = new LinkedHashSet<>();
        resting.forEach((host, count) -> {
            if (count >= most) {
                full.add(host);
            }
        });
        keepAway(name + " has members that do not run", running, full);
    }

    /** Whoever is on one of these hosts already may stay there. */
    private void keepAway(String name, List<Guest> vms, Set<HostId> hosts) {
        Map<Set<HostId>, Set<VmId>> byHosts = new LinkedHashMap<>();
        for (Guest vm : vms) {
            Set<HostId> others = new LinkedHashSet<>(hosts);
            others.remove(vm.host());
            if (!others.isEmpty()) {
                byHosts.computeIfAbsent(others, unknown -> new LinkedHashSet<>())
                        .add(vm.id());
            }
        }
        byHosts.forEach((others, own) -> policies.add(
                new LocationPolicy.ForbiddenHosts(names.free(name), Strength.hard(), Scope.CONTINUOUS, own, others)));
    }

    private void stay(String why, List<Guest> vms) {
        for (Guest vm : vms) {
            String name = names.free(labels.label(vm.id()) + " stays (" + why + ")");
            policies.add(LocationPolicy.Pinned.of(name, vm.id(), vm.host()));
        }
    }

    private static Set<VmId> ids(List<Guest> guests) {
        Set<VmId> ids = new LinkedHashSet<>();
        guests.forEach(guest -> ids.add(guest.id()));
        return ids;
    }

    private void softly(String name, List<Guest> running, boolean isTogether) {
        if (running.size() > 1) {
            Strength strength = Strength.soft(WEIGHT);
            policies.add(
                    isTogether
                            ? new LocationPolicy.Affinity(
                                    names.free(name), strength, Scope.FINAL, ids(running), TopologyLevel.HOST)
                            : new LocationPolicy.AntiAffinity(
                                    names.free(name), strength, Scope.FINAL, ids(running), TopologyLevel.HOST));
        }
    }
}
