package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.inventory.Inventory;
import io.affinity.libvirt.inventory.VmLabels;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How hosts are observed. Immutable; {@code with...} methods return changed copies.
 *
 * @param cpu what counts as CPU demand
 * @param memory what counts as memory demand
 * @param localDisks what is done with VMs that have disks on their host
 * @param sharedPaths folders that all hosts see alike; disks below them are not local
 * @param topology levels of fault domains
 * @param labels of VMs, beside those in the metadata of their domains; a VM that does not run is ignored
 * @param policies beside those that labels state
 * @param budgets beside those that labels state
 * @param refresh after which descriptions are read again, whatever events said; positive
 */
public record TelemetrySettings(
        CpuMeasure cpu,
        MemoryMeasure memory,
        LocalDiskRule localDisks,
        List<String> sharedPaths,
        Topology topology,
        Map<VmId, VmLabels> labels,
        List<LocationPolicy> policies,
        List<MigrationBudget> budgets,
        Duration refresh) {

    /** Demand with waiting, memory as guests say, local disks stay, hosts only, read again after ten minutes. */
    public static final TelemetrySettings DEFAULT = new TelemetrySettings(
            CpuMeasure.USED_AND_WAITED,
            MemoryMeasure.GUEST_USED,
            LocalDiskRule.STAY,
            List.of(),
            Topology.FLAT,
            Map.of(),
            List.of(),
            List.of(),
            Inventory.DEFAULT_REFRESH);

    public TelemetrySettings {
        sharedPaths = List.copyOf(sharedPaths);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        policies = List.copyOf(policies);
        budgets = List.copyOf(budgets);
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
        return new TelemetrySettings(
                newCpu, memory, localDisks, sharedPaths, topology, labels, policies, budgets, refresh);
    }

    public TelemetrySettings withMemory(MemoryMeasure newMemory) {
        return new TelemetrySettings(
                cpu, newMemory, localDisks, sharedPaths, topology, labels, policies, budgets, refresh);
    }

    public TelemetrySettings withLocalDisks(LocalDiskRule newLocalDisks) {
        return new TelemetrySettings(
                cpu, memory, newLocalDisks, sharedPaths, topology, labels, policies, budgets, refresh);
    }

    public TelemetrySettings withSharedPaths(List<String> newSharedPaths) {
        return new TelemetrySettings(
                cpu, memory, localDisks, newSharedPaths, topology, labels, policies, budgets, refresh);
    }

    public TelemetrySettings withTopology(Topology newTopology) {
        return new TelemetrySettings(
                cpu, memory, localDisks, sharedPaths, newTopology, labels, policies, budgets, refresh);
    }

    public TelemetrySettings withLabels(Map<VmId, VmLabels> newLabels) {
        return new TelemetrySettings(
                cpu, memory, localDisks, sharedPaths, topology, newLabels, policies, budgets, refresh);
    }

    public TelemetrySettings withPolicies(List<LocationPolicy> newPolicies) {
        return new TelemetrySettings(
                cpu, memory, localDisks, sharedPaths, topology, labels, newPolicies, budgets, refresh);
    }

    public TelemetrySettings withBudgets(List<MigrationBudget> newBudgets) {
        return new TelemetrySettings(
                cpu, memory, localDisks, sharedPaths, topology, labels, policies, newBudgets, refresh);
    }

    public TelemetrySettings withRefresh(Duration newRefresh) {
        return new TelemetrySettings(
                cpu, memory, localDisks, sharedPaths, topology, labels, policies, budgets, newRefresh);
    }
}
