package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.inventory.Descriptions;
import io.affinity.spi.model.Topology;
import java.time.Duration;
import java.util.List;

/**
 * How hosts are observed. Immutable; {@code with...} methods return changed copies.
 *
 * @param cpu what counts as CPU demand
 * @param memory what counts as memory demand
 * @param localDisks what is done with VMs that have disks on their host
 * @param sharedPaths folders that all hosts see alike; disks below them are not local
 * @param topology levels of fault domains
 * @param refresh after which descriptions are read again, whatever events said; positive
 */
public record TelemetrySettings(
        CpuMeasure cpu,
        MemoryMeasure memory,
        LocalDiskRule localDisks,
        List<String> sharedPaths,
        Topology topology,
        Duration refresh) {

    /** Demand with waiting, memory as guests say, local disks stay, hosts only, read again after ten minutes. */
    public static final TelemetrySettings DEFAULT = new TelemetrySettings(
            CpuMeasure.USED_AND_WAITED,
            MemoryMeasure.GUEST_USED,
            LocalDiskRule.STAY,
            List.of(),
            Topology.FLAT,
            Descriptions.DEFAULT_REFRESH);

    public TelemetrySettings {
        sharedPaths = List.copyOf(sharedPaths);
        for (String path : sharedPaths) {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("The shared path (" + path + ") must begin with a slash.");
            }
        }
        if (refresh.isNegative() || refresh.isZero()) {
            throw new IllegalArgumentException("The refresh interval (" + refresh + ") must be positive.");
        }
    }

    public TelemetrySettings withCpu(CpuMeasure newCpu) {
        return new TelemetrySettings(newCpu, memory, localDisks, sharedPaths, topology, refresh);
    }

    public TelemetrySettings withMemory(MemoryMeasure newMemory) {
        return new TelemetrySettings(cpu, newMemory, localDisks, sharedPaths, topology, refresh);
    }

    public TelemetrySettings withLocalDisks(LocalDiskRule newLocalDisks) {
        return new TelemetrySettings(cpu, memory, newLocalDisks, sharedPaths, topology, refresh);
    }

    public TelemetrySettings withSharedPaths(List<String> newSharedPaths) {
        return new TelemetrySettings(cpu, memory, localDisks, newSharedPaths, topology, refresh);
    }

    public TelemetrySettings withTopology(Topology newTopology) {
        return new TelemetrySettings(cpu, memory, localDisks, sharedPaths, newTopology, refresh);
    }

    public TelemetrySettings withRefresh(Duration newRefresh) {
        return new TelemetrySettings(cpu, memory, localDisks, sharedPaths, topology, newRefresh);
    }
}
