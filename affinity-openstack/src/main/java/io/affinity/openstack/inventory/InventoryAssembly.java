// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.openstack.compute.Flavor;
import io.affinity.openstack.compute.Server;
import io.affinity.openstack.settings.InventorySettings;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what a cloud says together into an inventory. Not thread-safe. */
public final class InventoryAssembly {

    /** By which a cloud is judged. */
    public static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);

    private static final Logger LOG = LoggerFactory.getLogger(InventoryAssembly.class);

    private static final String DEFAULT_ZONE = "nova";
    private static final double MIB = 1 << 20;

    private final InventorySettings settings;
    private final CloudHosts cloudHosts = new CloudHosts();
    private final Map<Map<String, String>, FlavorNeeds> needs = new HashMap<>();
    private boolean isComplained;

    public InventoryAssembly(InventorySettings settings) {
        this.settings = settings;
        for (Resource resource : settings.reserve().keySet()) {
            if (!RESOURCES.contains(resource)) {
                throw new IllegalArgumentException("The reserve of (" + resource
                        + ") cannot be kept in a cloud of OpenStack; only of " + RESOURCES.resources() + ".");
            }
        }
    }

    /**
     * {@return what was seen}
     *
     * @param at when
     * @param ours VMs that we are migrating, and where to
     * @throws TelemetryException if there are no hosts, or something is said that cannot be
     */
    public CloudView assemble(Instant at, CloudReading reading, Map<VmId, HostId> ours) {
        try {
            return assembled(at, reading, ours);
        } catch (IllegalArgumentException e) {
            throw new TelemetryException("What the cloud says cannot be: " + e.getMessage(), e);
        }
    }

    private CloudView assembled(Instant at, CloudReading reading, Map<VmId, HostId> ours) {
        HostPlaces places = HostPlaces.of(reading.aggregates(), settings, defaultZone(reading));
        Map<String, CloudHost> hosts = cloudHosts.of(reading, places);
        if (hosts.isEmpty()) {
            throw new TelemetryException("The cloud has no hypervisors"
                    + (settings.aggregate() == null ? "." : " in the aggregate (" + settings.aggregate() + ")."));
        }
        Map<VmId, Guest> guests = guests(reading, hosts.keySet(), ours);
        Inventory.Builder inventory = Inventory.builder(at).topology(topology(hosts.keySet(), places));
        Occupants occupants = Occupants.of(reading, guests, ours);
        hosts.values().forEach(host -> inventory.host(checked(host, places, occupants)));
        guests.forEach((id, guest) -> inventory.vm(vm(guest), guest.host()));
        for (Server server : reading.servers()) {
            inventory.dormant(new VmId(server.id()), Guest.name(server));
        }
        Map<HostId, CloudHost> byId = new LinkedHashMap<>();
        hosts.values().forEach(host -> byId.put(host.id(), host));
        return new CloudView(
                inventory.build(), Collections.unmodifiableMap(guests), byId, places, reading, ours.keySet());
    }

    /** The flavors of what is on each host. */
    private record Occupants(Map<String, List<Flavor>> guests, Map<String, List<Flavor>> others) {

        static Occupants of(CloudReading reading, Map<VmId, Guest> guests, Map<VmId, HostId> ours) {
            Occupants all = new Occupants(new HashMap<>(), new HashMap<>());
            for (Server server : reading.servers()) {
                String host = server.host();
                VmId id = new VmId(server.id());
                if (host != null) {
                    add(guests.containsKey(id) ? all.guests() : all.others(), host, server.flavor());
                }
                HostId target = ours.get(id);
                if (target != null && guests.containsKey(id) && !target.value().equals(host)) {
                    add(all.guests(), target.value(), server.flavor());
                }
            }
            return all;
        }

        private static void add(Map<String, List<Flavor>> flavors, String host, Flavor flavor) {
            flavors.computeIfAbsent(host, unknown -> new ArrayList<>()).add(flavor);
        }
    }

    /** Hosts that nobody has put into a zone are in one that servers tell the name of. */
    private static String defaultZone(CloudReading reading) {
        Set<String> zoned = new HashSet<>();
        reading.aggregates().stream()
                .filter(each -> !each.zone().isEmpty())
                .forEach(each -> zoned.addAll(each.hosts()));
        return reading.servers().stream()
                .filter(server -> server.host() != null && !zoned.contains(server.host()))
                .map(Server::zone)
                .filter(zone -> !zone.isEmpty())
                .findFirst()
                .orElse(DEFAULT_ZONE);
    }

    private static Topology topology(Set<String> hosts, HostPlaces places) {
        boolean isAnyKnown = hosts.stream()
                .anyMatch(host -> places.isInZone(host) || !places.rack(host).isEmpty());
        return isAnyKnown ? Topology.HOST_RACK_ZONE : Topology.FLAT;
    }

    private Map<VmId, Guest> guests(CloudReading reading, Set<String> hosts, Map<VmId, HostId> ours) {
        Map<VmId, Guest> guests = new TreeMap<>();
        for (Server server : reading.servers()) {
            if (Guest.runs(server) && hosts.contains(server.host())) {
                FlavorNeeds needed = needs.computeIfAbsent(server.flavor().extraSpecs(), FlavorNeeds::of);
                VmId id = new VmId(server.id());
                guests.put(id, Guest.of(server, needed, ours.containsKey(id)));
            }
        }
        complain(guests);
        return guests;
    }

    /** Said once: it keeps servers where they are. */
    private void complain(Map<VmId, Guest> guests) {
        List<Guest> untold = guests.values().stream()
                .filter(guest -> !guest.server().flavor().areSpecsTold())
                .toList();
        if (!isComplained && !untold.isEmpty()) {
            isComplained = true;
            LOG.warn(
                    "The cloud does not tell the extra specs of flavors, so that it is not known what {} of {} servers, such as {}, ask of"
                            + " hosts; they stay where they are. {}",
                    untold.size(),
                    guests.size(),
                    untold.get(0).name(),
                    Rights.EXTRA_SPECS.needed());
        }
    }

    private Host checked(CloudHost host, HostPlaces places, Occupants occupants) {
        try {
            return host(host, places, occupants);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("of host " + host.id() + ": " + e.getMessage(), e);
        }
    }

    private Host host(CloudHost host, HostPlaces places, Occupants occupants) {
        String name = host.id().value();
        HostRoom room = HostRoom.of(
                host.resources(),
                host.hypervisor(),
                occupants.guests().getOrDefault(name, List.of()),
                occupants.others().getOrDefault(name, List.of()));
        Map<TopologyLevel, String> domains = new LinkedHashMap<>();
        if (!places.rack(name).isEmpty()) {
            domains.put(TopologyLevel.RACK, places.rack(name));
        }
        if (places.isInZone(name)) {
            domains.put(TopologyLevel.ZONE, places.zone(name));
        }
        return new Host(
                host.id(),
                room.capacity(),
                room.ratio(),
                reserve(room),
                domains,
                host.features(),
                room.isKnown() ? host.state() : HostState.UNAVAILABLE);
    }

    private ResourceVector reserve(HostRoom room) {
        ResourceVector reserve = room.reserved();
        for (Resource resource : RESOURCES.resources()) {
            double said = settings.reserve().getOrDefault(resource, 0.0);
            reserve = reserve.with(resource, Math.max(said, room.reserved().value(resource)));
        }
        return reserve;
    }

    private static Vm vm(Guest guest) {
        Server server = guest.server();
        double memory = server.flavor().memoryMib() * MIB;
        Priority priority = guest.labels().priority();
        return Vm.of(guest.id(), ResourceVector.cpuAndMemory(server.flavor().vcpus(), memory))
                .withName(guest.name())
                .withTenant(new Tenant(server.projectId().isBlank() ? "-" : server.projectId()))
                .withPriority(priority == null ? Priority.NORMAL : priority);
    }
}
