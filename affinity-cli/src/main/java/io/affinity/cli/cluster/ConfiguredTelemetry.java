package io.affinity.cli.cluster;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.HostSection;
import io.affinity.cli.config.VmSection;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import io.affinity.spi.telemetry.TelemetrySource;
import io.affinity.spi.telemetry.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a source observes, with what the operator's file says of it on top. */
final class ConfiguredTelemetry implements TelemetrySource {

    private final TelemetrySource source;
    private final ClusterFile file;
    private final Set<HostId> draining;
    private final Map<HostId, HostSection> hosts = new LinkedHashMap<>();

    /** @param draining hosts that are to be emptied, whatever their own state */
    ConfiguredTelemetry(TelemetrySource source, ClusterFile file, Set<HostId> draining) {
        this.source = source;
        this.file = file;
        this.draining = draining;
        file.hosts().forEach(host -> hosts.put(host.id(), host));
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Observation observe() {
        Observation observation = source.observe();
        Fleet seen = observation.fleet();
        Fleet.Builder fleet = Fleet.builder(seen.observedAt())
                .topology(topology(seen))
                .policies(seen.policies())
                .budgets(seen.budgets());
        seen.hosts().forEach(host -> fleet.host(configured(host)));
        double[] demand = new double[seen.vms().size() * seen.resources().size()];
        for (int v = 0; v < seen.vms().size(); v++) {
            Vm vm = seen.vms().get(v);
            fleet.vm(configured(vm), seen.placement().hostOf(vm.id()));
            for (int r = 0; r < seen.resources().size(); r++) {
                demand[v * seen.resources().size() + r] = observation.demand(v, r);
            }
        }
        Set<String> taken = new HashSet<>();
        seen.policies().forEach(policy -> taken.add(policy.name()));
        for (LocationPolicy policy : file.policies()) {
            // The file is the operator's, metadata may be a tenant's: but a rule too many is the safer error.
            if (taken.add(policy.name())) {
                fleet.policy(policy);
            }
        }
        return Observation.of(fleet.build(), demand);
    }

    private Topology topology(Fleet seen) {
        boolean hasDomains =
                file.hosts().stream().anyMatch(host -> !host.faultDomains().isEmpty());
        return hasDomains ? Topology.HOST_RACK_ZONE : seen.topology();
    }

    private Host configured(Host seen) {
        Host host = seen;
        HostSection section = hosts.get(seen.id());
        if (section != null) {
            Set<String> features = new HashSet<>(host.features());
            features.addAll(section.features());
            host = host.withFeatures(features);
            for (Map.Entry<TopologyLevel, String> domain :
                    section.faultDomains().entrySet()) {
                host = host.withFaultDomain(domain.getKey(), domain.getValue());
            }
            for (Map.Entry<String, HostSection.Share> share :
                    section.resources().entrySet()) {
                Resource resource = resource(host, share.getKey());
                if (resource != null) {
                    host = with(host, resource, share.getValue());
                }
            }
        }
        boolean drains = draining.contains(host.id()) && host.state() == HostState.AVAILABLE;
        return drains ? host.withState(HostState.DRAINING) : host;
    }

    private static Host with(Host host, Resource resource, HostSection.Share share) {
        Host changed = host.withReserve(resource, share.reserve());
        if (!Double.isNaN(share.overcommit())) {
            changed = changed.withOvercommitRatio(resource, share.overcommit());
        }
        if (Double.isNaN(share.capacity())) {
            return changed;
        }
        ResourceVector capacity = changed.capacity().with(resource, share.capacity());
        return new Host(
                changed.id(),
                capacity,
                changed.overcommitRatio(),
                changed.reserve(),
                changed.faultDomains(),
                changed.features(),
                changed.state());
    }

    private static @Nullable Resource resource(Host host, String name) {
        for (Resource resource : host.capacity().resources().resources()) {
            if (resource.name().equals(name)) {
                return resource;
            }
        }
        return null;
    }

    private Vm configured(Vm seen) {
        VmSection section = file.vms().get(seen.id());
        if (section == null) {
            return seen;
        }
        Vm vm = section.tenant() == null ? seen : seen.withTenant(section.tenant());
        return section.priority() == null ? vm : vm.withPriority(section.priority());
    }

    @Override
    public TimeSeries history(VmId vm, Resource resource, Instant start, Duration step, int length) {
        return source.history(vm, resource, start, step, length);
    }
}
