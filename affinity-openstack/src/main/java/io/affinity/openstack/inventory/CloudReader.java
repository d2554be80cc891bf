// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.openstack.compute.Hypervisor;
import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.compute.Placement;
import io.affinity.openstack.compute.ProviderResources;
import io.affinity.openstack.compute.Server;
import io.affinity.spi.inventory.TelemetryException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks a cloud what there is. One reading of {@code n} servers and {@code h} hypervisors takes {@code ceil(n / 1000) + 1} calls for servers,
 * {@code ceil(h / 1000)} for hypervisors, one each for services, aggregates and resource providers, one for each 1,000 server groups and one more, and three for each hypervisor of which
 * anything has changed since the reading before: for 2,000 servers on 100 hosts at most 309, and 9 where nothing has changed. A token and the versions of both services are two or three more now and then. A cloud that gives smaller pages is asked for more of them.
 * Not thread-safe.
 */
public final class CloudReader {

    /** From here on servers say which zone they were asked for with. */
    private static final int PINNED_ZONES = 96;

    /** What servers are called that have a host, whatever they do there. */
    private static final Set<String> ON_HOSTS = Set.of("ACTIVE", "PAUSED", "SHUTOFF", "MIGRATING");

    private final Nova nova;
    private final KnownResources resources;
    private final LastSeen lastSeen = new LastSeen();

    /** @param atOnce how many hypervisors are asked about at a time */
    public CloudReader(Nova nova, Placement placement, int atOnce) {
        this.nova = nova;
        this.resources = new KnownResources(placement, atOnce);
    }

    /**
     * {@return what the cloud says now; what is in a cell that does not answer is as it was}
     *
     * @throws TelemetryException if the cloud does not tell it, with the right that is needed where one is missing
     */
    public CloudReading read() {
        List<Server> servers = Rights.SERVERS.asked(nova::servers);
        requireHosts(servers);
        List<Hypervisor> hypervisors = Rights.HYPERVISORS.asked(nova::hypervisors);
        Map<String, ProviderResources> known =
                resources.of(hypervisors.stream().filter(CloudHosts::isServed).toList());
        return lastSeen.completed(new CloudReading(
                servers,
                Rights.SERVICES.asked(nova::services),
                hypervisors,
                Rights.AGGREGATES.asked(nova::aggregates),
                Rights.GROUPS.asked(nova::groups),
                known == null ? Map.of() : known,
                known != null,
                Rights.SERVERS.asked(nova::version) >= PINNED_ZONES));
    }

    private static void requireHosts(List<Server> servers) {
        boolean anyOnHost = servers.stream().anyMatch(server -> ON_HOSTS.contains(server.status()));
        boolean anyTold = servers.stream().anyMatch(server -> server.host() != null);
        if (anyOnHost && !anyTold) {
            throw new TelemetryException(
                    "The cloud does not tell the hosts of servers. " + Rights.HOSTS_OF_SERVERS.needed());
        }
    }
}
