package io.affinity.cli.cluster;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import io.affinity.spi.telemetry.TelemetrySource;
import io.affinity.spi.telemetry.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A source in whose observations the hosts that are to be emptied are draining. */
final class DrainingTelemetry implements TelemetrySource {

    private final TelemetrySource source;
    private final Draining draining;

    DrainingTelemetry(TelemetrySource source, Draining draining) {
        this.source = source;
        this.draining = draining;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Observation observe() {
        Observation observation = source.observe();
        Set<HostId> hosts = draining.hosts();
        return hosts.isEmpty() ? observation : withDraining(observation, hosts);
    }

    private static Observation withDraining(Observation observation, Set<HostId> hosts) {
        Fleet seen = observation.fleet();
        Fleet.Builder fleet = Fleet.builder(seen.observedAt())
                .topology(seen.topology())
                .policies(seen.policies())
                .budgets(seen.budgets());
        for (Host host : seen.hosts()) {
            boolean drains = hosts.contains(host.id()) && host.state() == HostState.AVAILABLE;
            fleet.host(drains ? host.withState(HostState.DRAINING) : host);
        }
        int resources = seen.resources().size();
        double[] demand = new double[seen.vms().size() * resources];
        for (int v = 0; v < seen.vms().size(); v++) {
            Vm vm = seen.vms().get(v);
            fleet.vm(vm, seen.placement().hostOf(vm.id()));
            for (int r = 0; r < resources; r++) {
                demand[v * resources + r] = observation.demand(v, r);
            }
        }
        return Observation.of(fleet.build(), demand);
    }

    @Override
    public TimeSeries history(VmId vm, Resource resource, Instant start, Duration step, int length) {
        return source.history(vm, resource, start, step, length);
    }
}
