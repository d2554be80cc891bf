// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.openstack.compute.Aggregate;
import io.affinity.openstack.compute.ComputeService;
import io.affinity.openstack.compute.Hypervisor;
import io.affinity.openstack.compute.ProviderResources;
import io.affinity.openstack.compute.Server;
import io.affinity.openstack.compute.ServerGroup;
import java.util.List;
import java.util.Map;

/**
 * What a cloud said when it was asked once.
 *
 * @param resources of hypervisors by their ids; of some or all of them nothing may be known
 * @param isPlacementTold whether they come from Placement, and not from Nova, which knows less
 * @param arePinnedZonesTold whether each server says which zone it was asked for with
 */
public record CloudReading(
        List<Server> servers,
        List<ComputeService> services,
        List<Hypervisor> hypervisors,
        List<Aggregate> aggregates,
        List<ServerGroup> groups,
        Map<String, ProviderResources> resources,
        boolean isPlacementTold,
        boolean arePinnedZonesTold) {

    public CloudReading {
        servers = List.copyOf(servers);
        services = List.copyOf(services);
        hypervisors = List.copyOf(hypervisors);
        aggregates = List.copyOf(aggregates);
        groups = List.copyOf(groups);
        resources = Map.copyOf(resources);
    }
}
