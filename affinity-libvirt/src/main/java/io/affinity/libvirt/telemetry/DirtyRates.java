// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.binding.TypedParameters;
import io.affinity.spi.model.HostId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How fast VMs write memory, as last measured. The figures are asked for only of hosts on which a measurement was requested:
 * each of them costs a question to the hypervisor. Thread-safe.
 */
final class DirtyRates {

    private static final long MEASURED = 2;
    private static final double MEBIBYTE = 1L << 20;

    private final Map<UUID, Double> bytesPerSecond = new HashMap<>();
    private final Map<UUID, HostId> awaited = new HashMap<>();

    synchronized void await(UUID domain, HostId host) {
        awaited.put(domain, host);
    }

    /** {@return the group of statistics to ask this host for, beside the usual ones; zero for none} */
    synchronized int groups(HostId host) {
        return awaited.containsValue(host) ? NativeConnection.STATISTICS_DIRTY_RATE : 0;
    }

    synchronized void note(UUID domain, TypedParameters values) {
        if (values.number("dirtyrate.calc_status", 0) == MEASURED && awaited.remove(domain) != null) {
            bytesPerSecond.put(domain, Math.max(0, values.decimal("dirtyrate.megabytes_per_second")) * MEBIBYTE);
        }
    }

    synchronized double of(UUID domain) {
        return bytesPerSecond.getOrDefault(domain, 0.0);
    }

    synchronized void keepOnly(Set<UUID> domains) {
        bytesPerSecond.keySet().retainAll(domains);
        awaited.keySet().retainAll(domains);
    }
}
