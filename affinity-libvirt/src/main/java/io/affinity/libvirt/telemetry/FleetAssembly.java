package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.TypedParameters;
import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.inventory.HostFacts;
import io.affinity.libvirt.inventory.Inventory;
import io.affinity.libvirt.inventory.VmLabels;
import io.affinity.libvirt.inventory.VmName;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Puts what is known of hosts and VMs together into a fleet. */
final class FleetAssembly {

    private static final Tenant NOBODY = new Tenant("-");

    private final List<HostSettings> hosts;
    private final TelemetrySettings settings;
    private final Inventory inventory;
    private final ResourceSet resources;

    FleetAssembly(List<HostSettings> hosts, TelemetrySettings settings, Inventory inventory) {
        this.hosts = List.copyOf(hosts);
        this.settings = settings;
        this.inventory = inventory;
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

    /**
     * A fleet, and the sighting behind each of its VMs, in the order of their indexes.
     */
    record Assembled(Fleet fleet, List<Sighting> sightings) {}

    /**
     * {@return the fleet of all hosts of which it is known what they are made of}
     *
     * @param answered hosts that answer now
     * @param dirtyBytesPerSecond as last measured, of a VM by its UUID
     */
    Assembled assemble(
            Instant at,
            Set<HostId> answered,
            Map<UUID, Sighting> sightings,
            ToDoubleFunction<UUID> dirtyBytesPerSecond) {
        Map<HostId, Host> known = new LinkedHashMap<>();
        for (HostSettings host : hosts) {
            Host described = host(host, answered.contains(host.address().host()));
            if (described != null) {
                known.put(described.id(), described);
            }
        }
        Map<VmId, Sighting> byId = byId(sightings);
        Fleet.Builder fleet = Fleet.builder(at).topology(settings.topology()).hosts(List.copyOf(known.values()));
        List<Member> members = new ArrayList<>();
        byId.forEach((id, sighting) -> {
            Member member = member(id, sighting);
            members.add(member);
            fleet.vm(vm(member, sighting, dirtyBytesPerSecond), sighting.host());
        });
        policies(members, known).forEach(fleet::policy);
        List<MigrationBudget> budgets = new ArrayList<>(settings.budgets());
        budgets.addAll(LabeledPolicies.budgets(members));
        return new Assembled(fleet.budgets(budgets).build(), List.copyOf(byId.values()));
    }

    private static Map<VmId, Sighting> byId(Map<UUID, Sighting> sightings) {
        List<DomainKey> keys = sightings.values().stream()
                .map(sighting -> sighting.reading().key())
                .toList();
        Map<UUID, VmId> ids = VmName.ids(keys);
        Map<VmId, Sighting> byId = new TreeMap<>();
        sightings.forEach((uuid, sighting) -> byId.put(Objects.requireNonNull(ids.get(uuid)), sighting));
        return byId;
    }

    /** Names are unique in a fleet: what the operator calls the same as a derived rule keeps its name. */
    private List<LocationPolicy> policies(List<Member> members, Map<HostId, Host> known) {
        List<LocationPolicy> policies = new ArrayList<>(settings.policies());
        policies.addAll(LabeledPolicies.of(members));
        policies.addAll(DerivedPolicies.of(members, known, inventory::lastFacts, settings));
        Set<String> names = new HashSet<>();
        policies.removeIf(policy -> !names.add(policy.name()));
        return policies;
    }

    private @Nullable Host host(HostSettings host, boolean answers) {
        HostId id = host.address().host();
        HostFacts facts = inventory.lastFacts(id);
        double[] capacity = new double[resources.size()];
        double[] ratio = new double[resources.size()];
        double[] reserve = new double[resources.size()];
        for (int r = 0; r < resources.size(); r++) {
            Resource resource = resources.get(r);
            double reported = reported(facts, resource);
            capacity[r] = host.capacity().getOrDefault(resource, reported);
            ratio[r] = host.overcommitRatio()
                    .getOrDefault(resource, resource.equals(Resource.MEMORY) ? 1 : Double.POSITIVE_INFINITY);
            reserve[r] = host.reserve().getOrDefault(resource, 0.0);
            if (!(capacity[r] > 0)) {
                return null;
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
                answers ? host.state() : HostState.UNAVAILABLE);
    }

    private static double reported(@Nullable HostFacts facts, Resource resource) {
        if (facts == null) {
            return Double.NaN;
        }
        return resource.equals(Resource.CPU) ? facts.cpus() : facts.ordinaryMemoryBytes();
    }

    private Member member(VmId id, Sighting sighting) {
        DomainDescription description =
                inventory.description(sighting.host(), sighting.reading().key());
        VmLabels labels = description == null ? VmLabels.NONE : description.labels();
        VmLabels all = labels.and(settings.labels().getOrDefault(id, VmLabels.NONE));
        return new Member(id, sighting.host(), all.tenant() == null ? NOBODY : all.tenant(), description, all);
    }

    private Vm vm(Member member, Sighting sighting, ToDoubleFunction<UUID> dirtyBytesPerSecond) {
        Priority priority = member.labels().priority();
        TypedParameters values = sighting.reading().values();
        return new Vm(
                member.id(),
                member.tenant(),
                allocation(values, member.description()),
                priority == null ? Priority.NORMAL : priority,
                memoryBytes(values, member.description()),
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
