// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.transit;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.TopologyLevel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The fault domains of one level, by numbers from zero. Immutable. */
final class Domains {

    private final int[] byHost;
    private final int count;

    Domains(Fleet fleet, TopologyLevel level) {
        Map<String, Integer> numbers = new HashMap<>();
        byHost = fleet.hosts().stream()
                .mapToInt(host -> numbers.computeIfAbsent(host.faultDomain(level), name -> numbers.size()))
                .toArray();
        count = numbers.size();
    }

    int count() {
        return count;
    }

    int of(int host) {
        return byHost[host];
    }

    /** {@return the domains of some hosts, each once} */
    int[] of(int[] hosts) {
        int[] domains = new int[hosts.length];
        int size = 0;
        for (int host : hosts) {
            int domain = byHost[host];
            boolean isNew = true;
            for (int i = 0; i < size; i++) {
                isNew &= domains[i] != domain;
            }
            if (isNew) {
                domains[size++] = domain;
            }
        }
        return size == domains.length ? domains : Arrays.copyOf(domains, size);
    }
}
