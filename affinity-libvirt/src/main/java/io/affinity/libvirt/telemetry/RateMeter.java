// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.binding.DomainKey;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Turns counters into rates. Counters begin anew when a domain is started, restarted or migrated, which its host and its number
 * there show; and whatever the reason, a counter that went down gives no rate for that interval. Not thread-safe.
 */
final class RateMeter {

    /** Two readings that are closer than this say more about the clock than about the domain. */
    static final Duration SHORTEST_INTERVAL = Duration.ofMillis(200);

    private static final double NANOS_PER_SECOND = 1e9;

    private record Baseline(HostId host, int id, long nanoTime, Counters counters) {

        boolean continues(Baseline before) {
            return host.equals(before.host) && id == before.id;
        }
    }

    private final Map<UUID, Baseline> baselines = new HashMap<>();

    /**
     * {@return the rates since the reading before}
     *
     * @param mostCores that a domain of this host can have used; more is no rate but a counter that jumped
     */
    Rates measure(HostId host, DomainKey domain, Counters counters, long nanoTime, double mostCores) {
        Baseline before = baselines.get(domain.uuid());
        Baseline now = new Baseline(host, domain.id(), nanoTime, counters);
        if (before == null || !now.continues(before)) {
            baselines.put(domain.uuid(), now);
            return Rates.UNKNOWN;
        }
        if (nanoTime - before.nanoTime() < SHORTEST_INTERVAL.toNanos()) {
            return Rates.UNKNOWN;
        }
        baselines.put(domain.uuid(), now);
        double seconds = (nanoTime - before.nanoTime()) / NANOS_PER_SECOND;
        Counters old = before.counters();
        double cores = growth(old.cpuNanos(), counters.cpuNanos()) / NANOS_PER_SECOND / seconds;
        return new Rates(
                cores > mostCores ? Double.NaN : cores,
                growth(old.waitedNanos(), counters.waitedNanos()) / NANOS_PER_SECOND / seconds,
                growth(old.networkBytes(), counters.networkBytes()) / seconds,
                growth(old.diskBytes(), counters.diskBytes()) / seconds,
                growth(old.diskOperations(), counters.diskOperations()) / seconds);
    }

    /** Forgets domains that are not among these. */
    void keepOnly(Set<UUID> domains) {
        baselines.keySet().retainAll(domains);
    }

    private static double growth(Map<String, Long> before, Map<String, Long> now) {
        if (Collections.disjoint(before.keySet(), now.keySet())) {
            return Double.NaN;
        }
        double sum = 0;
        for (Map.Entry<String, Long> counter : now.entrySet()) {
            long grown = counter.getValue() - before.getOrDefault(counter.getKey(), 0L);
            if (grown < 0) {
                return Double.NaN;
            }
            sum += grown;
        }
        return sum;
    }
}
