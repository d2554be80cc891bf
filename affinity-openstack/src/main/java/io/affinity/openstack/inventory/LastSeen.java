// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.openstack.compute.ComputeService;
import io.affinity.openstack.compute.Hypervisor;
import io.affinity.openstack.compute.ProviderResources;
import io.affinity.openstack.compute.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Completes what is read while a cell does not answer: its servers are left out of lists that come in pages, or are UNKNOWN, and so are its
 * hypervisors; of its services hardly more than their hosts is told. They are taken to be as they were last. Not thread-safe.
 */
final class LastSeen {

    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final Map<String, Hypervisor> hypervisors = new LinkedHashMap<>();
    private final Map<String, ProviderResources> resources = new HashMap<>();

    CloudReading completed(CloudReading now) {
        Set<String> silent = new HashSet<>();
        now.services().stream()
                .filter(service -> !service.isKnown())
                .map(ComputeService::host)
                .forEach(silent::add);
        Map<String, Server> allServers = servers(now.servers(), silent);
        Map<String, Hypervisor> allHypervisors = new LinkedHashMap<>();
        Map<String, ProviderResources> allResources = new HashMap<>(now.resources());
        now.hypervisors().forEach(each -> allHypervisors.put(each.id(), each));
        hypervisors.values().stream()
                .filter(each -> silent.contains(each.host()))
                .forEach(each -> {
                    allHypervisors.putIfAbsent(each.id(), each);
                    ProviderResources before = resources.get(each.id());
                    if (before != null) {
                        allResources.putIfAbsent(each.id(), before);
                    }
                });
        remember(allServers, allHypervisors, allResources);
        return new CloudReading(
                new ArrayList<>(allServers.values()),
                now.services(),
                new ArrayList<>(allHypervisors.values()),
                now.aggregates(),
                now.groups(),
                allResources,
                now.isPlacementTold(),
                now.arePinnedZonesTold());
    }

    private Map<String, Server> servers(List<Server> now, Set<String> silent) {
        Map<String, Server> all = new LinkedHashMap<>();
        for (Server server : now) {
            Server before = servers.get(server.id());
            all.put(server.id(), server.isKnown() || before == null ? server : before);
        }
        servers.values().stream()
                .filter(before -> before.host() != null && silent.contains(before.host()))
                .forEach(before -> all.putIfAbsent(before.id(), before));
        return all;
    }

    private void remember(
            Map<String, Server> allServers,
            Map<String, Hypervisor> allHypervisors,
            Map<String, ProviderResources> allResources) {
        servers.clear();
        servers.putAll(allServers);
        hypervisors.clear();
        hypervisors.putAll(allHypervisors);
        resources.clear();
        resources.putAll(allResources);
    }
}
