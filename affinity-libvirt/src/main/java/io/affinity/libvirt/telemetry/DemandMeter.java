// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.inventory.Descriptions;
import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.settings.CpuMeasure;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Turns what hosts count into what VMs demand; rates need two readings, so that each reading is to be measured once. */
final class DemandMeter {

    /** A counter that says more than all CPUs of the host, and a little for the clock, is wrong. */
    private static final double CPU_TOLERANCE = 1.2;

    private final TelemetrySettings settings;
    private final Descriptions descriptions;
    private final ResourceSet resources;
    private final RateMeter rates = new RateMeter();

    DemandMeter(TelemetrySettings settings, Descriptions descriptions, ResourceSet resources) {
        this.settings = settings;
        this.descriptions = descriptions;
        this.resources = resources;
    }

    void keepOnly(Set<UUID> domains) {
        rates.keepOnly(domains);
    }

    /** {@return the demand of the VMs whose hosts answered, and that are certain to run there} */
    Demand measure(Instant at, Map<VmId, Sighting> sightings, Map<HostId, HostReading> answered) {
        Demand.Builder demand = Demand.builder(at, resources);
        sightings.forEach((vm, sighting) -> {
            HostReading host = answered.get(sighting.host());
            if (sighting.isCertain() && host != null) {
                measure(vm, sighting, host, at, demand);
            }
        });
        return demand.build();
    }

    private void measure(VmId vm, Sighting sighting, HostReading host, Instant at, Demand.Builder demand) {
        Rates measured = rates.measure(
                sighting.host(),
                sighting.reading().key(),
                Counters.of(sighting.reading().values()),
                host.nanoTime(),
                host.facts().cpus() * CPU_TOLERANCE);
        for (Resource resource : resources.resources()) {
            demand.put(vm, resource, demand(resource, sighting, measured, at));
        }
    }

    private double demand(Resource resource, Sighting sighting, Rates measured, Instant at) {
        if (resource.equals(Resource.CPU)) {
            return cpu(sighting, measured);
        } else if (resource.equals(Resource.MEMORY)) {
            DomainReading reading = sighting.reading();
            DomainDescription description = descriptions.description(sighting.host(), reading.key());
            long hugepages = description == null ? 0 : description.hugepages().bytes();
            return MemoryDemand.bytes(reading.values(), hugepages, settings.memory(), at);
        } else if (resource.equals(Resource.NETWORK)) {
            return measured.networkBytesPerSecond();
        } else if (resource.equals(Resource.DISK_THROUGHPUT)) {
            return measured.diskBytesPerSecond();
        } else if (resource.equals(Resource.DISK_OPERATIONS)) {
            return measured.diskOperationsPerSecond();
        }
        return Double.NaN;
    }

    /** A vCPU that was ready but not run wanted what it did not get; no VM can want more than its vCPUs. */
    private double cpu(Sighting sighting, Rates measured) {
        double used = measured.cpuCores();
        if (settings.cpu() == CpuMeasure.USED || Double.isNaN(measured.waitedCores())) {
            return used;
        }
        double most = InventoryAssembly.vcpus(sighting.reading().values(), null);
        return Math.max(used, Math.min(most, used + measured.waitedCores()));
    }
}
