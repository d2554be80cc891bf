// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.TypedParameters;
import io.affinity.libvirt.inventory.Descriptions;
import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.inventory.DomainIdentity;
import io.affinity.libvirt.inventory.HostFacts;
import io.affinity.libvirt.inventory.VmLabels;
import io.affinity.libvirt.settings.HostSettings;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Puts what is known of hosts and VMs together into an inventory. */
final class InventoryAssembly {

    private static final Tenant NOBODY = new Tenant("-");

    private final List<HostSettings> hosts;
    private final TelemetrySettings settings;
    private final Descriptions descriptions;
    private final ResourceSet resources;

    InventoryAssembly(List<HostSettings> hosts, TelemetrySettings settings, Descriptions descriptions) {
        this.hosts = List.copyOf(hosts);
        this.settings = settings;
        this.descriptions = descriptions;
        this.resources = resources(hosts);
    }

    /** CPU and memory, and what else every host has a stated capacity of. */
    private static ResourceSet resources(List<HostSettings> hosts) {
        Set<Resource> all = new LinkedHashSet<>(List.of(Resource.CPU, Resource.MEMORY));
        hosts.forEach(host -> all.addAll(host.capacity().keySet()));
        for (Resource resource : all) {
            for (HostSettings host : hosts) {
                boolean isReported = resource.equals(Resource.CPU) || resource.equals(Resource.MEMORY);
                if (!isReported && !host.capacity().containsKey(resource)) {
                    throw new IllegalArgumentException("The capacity of " + resource + " must be stated for host "
                            + host.address().host() + " too, or for no host: libvirt does not report it.");
                }
            }
        }
        return new ResourceSet(List.copyOf(all));
    }

    ResourceSet resources() {
        return resources;
    }

    /** An inventory, and the sighting behind each of its VMs, in the order of the inventory. */
    record Assembled(Inventory inventory, Map<VmId, Sighting> sightings) {}

    /**
     * {@return the inventory of all hosts; one that never answered is unavailable, and its capacity is zero unless it is stated}
     *
     * @param answered hosts that answer now
     * @param dormant domains that do not run, as hosts said last
     * @param dirtyBytesPerSecond as last measured, of a VM by its UUID
     */
    Assembled assemble(
            Instant at,
            Set<HostId> answered,
            Map<UUID, Sighting> sightings,
            Collection<DomainKey> dormant,
            ToDoubleFunction<UUID> dirtyBytesPerSecond) {
        Inventory.Builder inventory = Inventory.builder(at).topology(settings.topology());
        for (HostSettings host : hosts) {
            inventory.host(host(host, answered.contains(host.address().host())));
        }
        Map<VmId, Sighting> byId = byId(sightings);
        byId.forEach((id, sighting) -> {
            inventory.vm(vm(id, sighting, dirtyBytesPerSecond), sighting.host());
            if (sighting.runsTwice()) {
                inventory.hold(new Hold.RunsTwice(id, sighting.liveOn()));
            }
        });
        dormant.forEach(domain -> inventory.dormant(DomainIdentity.vm(domain), DomainIdentity.name(domain)));
        return new Assembled(inventory.build(), byId);
    }

    private static Map<VmId, Sighting> byId(Map<UUID, Sighting> sightings) {
        Map<VmId, Sighting> byId = new TreeMap<>();
        sightings
                .values()
                .forEach(sighting ->
                        byId.put(DomainIdentity.vm(sighting.reading().key()), sighting));
        return byId;
    }

    private Host host(HostSettings host, boolean answers) {
        HostId id = host.address().host();
        HostFacts facts = descriptions.lastFacts(id);
        double[] capacity = new double[resources.size()];
        double[] ratio = new double[resources.size()];
        double[] reserve = new double[resources.size()];
        boolean isKnown = true;
        for (int r = 0; r < resources.size(); r++) {
            Resource resource = resources.get(r);
            double reported = reported(facts, resource);
            capacity[r] = host.capacity().getOrDefault(resource, reported);
            ratio[r] = host.overcommitRatio()
                    .getOrDefault(resource, resource.equals(Resource.MEMORY) ? 1 : Double.POSITIVE_INFINITY);
            reserve[r] = host.reserve().getOrDefault(resource, 0.0);
            if (!(capacity[r] > 0)) {
                capacity[r] = 0;
                isKnown = false;
            }
        }
        Set<String> features = new LinkedHashSet<>(host.features());
        if (facts != null) {
            features.addAll(facts.features());
        }
        return new Host(
                id,
                ResourceVector.of(resources, capacity),
                ResourceVector.of(resources, ratio),
                ResourceVector.of(resources, reserve),
                host.faultDomains(),
                features,
                answers && isKnown ? host.state() : HostState.UNAVAILABLE);
    }

    private static double reported(@Nullable HostFacts facts, Resource resource) {
        if (facts == null) {
            return Double.NaN;
        }
        return resource.equals(Resource.CPU) ? facts.cpus() : facts.ordinaryMemoryBytes();
    }

    private Vm vm(VmId id, Sighting sighting, ToDoubleFunction<UUID> dirtyBytesPerSecond) {
        DomainDescription description =
                descriptions.description(sighting.host(), sighting.reading().key());
        VmLabels labels = description == null ? VmLabels.NONE : description.labels();
        TypedParameters values = sighting.reading().values();
        return new Vm(
                id,
                DomainIdentity.name(sighting.reading().key()),
                labels.tenant() == null ? NOBODY : labels.tenant(),
                allocation(values, description),
                labels.priority() == null ? Priority.NORMAL : labels.priority(),
                memoryBytes(values, description),
                dirtyBytesPerSecond.applyAsDouble(sighting.reading().key().uuid()));
    }

    private ResourceVector allocation(TypedParameters values, @Nullable DomainDescription description) {
        double[] allocation = new double[resources.size()];
        for (int r = 0; r < resources.size(); r++) {
            Resource resource = resources.get(r);
            if (resource.equals(Resource.CPU)) {
                allocation[r] = vcpus(values, description);
            } else if (resource.equals(Resource.MEMORY)) {
                long hugepages =
                        description == null ? 0 : description.hugepages().bytes();
                allocation[r] = Math.max(0, memoryBytes(values, description) - hugepages);
            } else {
                double most = hosts.stream()
                        .mapToDouble(host -> host.capacity().getOrDefault(resource, 0.0))
                        .max()
                        .orElse(0);
                double limit = description == null || !resource.equals(Resource.NETWORK)
                        ? Double.POSITIVE_INFINITY
                        : description.networkLimitBytesPerSecond();
                allocation[r] = Math.min(most, limit);
            }
        }
        return ResourceVector.of(resources, allocation);
    }

    private static double memoryBytes(TypedParameters values, @Nullable DomainDescription description) {
        long promised = description == null ? 0 : description.maxMemoryBytes();
        return values.number("balloon.maximum", promised / 1024) * 1024.0;
    }

    static double vcpus(TypedParameters values, @Nullable DomainDescription description) {
        int described = description == null ? 1 : Math.max(1, description.vcpus());
        double vcpus = values.number("vcpu.current", described);
        return description == null ? vcpus : Math.min(vcpus, description.cpuLimitCores());
    }
}
