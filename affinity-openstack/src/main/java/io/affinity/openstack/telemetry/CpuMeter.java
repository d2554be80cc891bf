// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.telemetry;

import io.affinity.openstack.compute.Diagnostics;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Turns CPU time that was counted into cores. The counter begins anew when a server is started, restarted or migrated, which its host and its uptime show; and whatever the
 * reason, a counter that went down, or up by more than the server has, gives no rate. Not thread-safe.
 */
final class CpuMeter {

    /** Two readings that are closer than this say more about the clock than about the server. */
    static final double SHORTEST_INTERVAL = 0.2;

    /** A little for the clock, and for what the hypervisor itself does for the guest. */
    private static final double TOLERANCE = 1.2;

    private record Baseline(HostId host, double uptimeSeconds, double cpuNanos, long nanoTime) {}

    private final Map<VmId, Baseline> baselines = new HashMap<>();

    /**
     * {@return the cores that were used since the reading before; NaN where that cannot be said}
     *
     * @param mostCores that the server can have used
     * @param nanoTime of the reading
     */
    double cores(VmId vm, HostId host, Diagnostics read, double mostCores, long nanoTime) {
        Baseline before = baselines.get(vm);
        Baseline now = new Baseline(host, read.uptimeSeconds(), read.cpuNanos(), nanoTime);
        if (before == null || !before.host().equals(host) || read.uptimeSeconds() < before.uptimeSeconds()) {
            baselines.put(vm, now);
            return Double.NaN;
        }
        double seconds = (nanoTime - before.nanoTime()) / (double) TimeUnit.SECONDS.toNanos(1);
        if (seconds < SHORTEST_INTERVAL) {
            return Double.NaN;
        }
        baselines.put(vm, now);
        double cores = (read.cpuNanos() - before.cpuNanos()) / TimeUnit.SECONDS.toNanos(1) / seconds;
        return cores >= 0 && cores <= mostCores * TOLERANCE ? cores : Double.NaN;
    }

    /** Forgets VMs that are not among these. */
    void keepOnly(Set<VmId> vms) {
        baselines.keySet().retainAll(vms);
    }
}
