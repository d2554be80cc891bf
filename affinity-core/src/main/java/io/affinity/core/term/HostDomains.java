// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.TopologyLevel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fault domains of one level, by numbers from 0 on. */
final class HostDomains {

    private final int[] byHost;
    private final Map<String, Integer> numbers;

    private HostDomains(int[] byHost, Map<String, Integer> numbers) {
        this.byHost = byHost;
        this.numbers = numbers;
    }

    static HostDomains of(Fleet fleet, TopologyLevel level) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        int[] byHost = fleet.hosts().stream()
                .mapToInt(host -> numbers.computeIfAbsent(host.faultDomain(level), name -> numbers.size()))
                .toArray();
        return new HostDomains(byHost, numbers);
    }

    /** {@return the number of each host's domain; not to be written to} */
    int[] byHost() {
        return byHost;
    }

    /** {@return the number of a domain, or null if no host is in it} */
    @Nullable
    Integer number(String domain) {
        return numbers.get(domain);
    }

    int count() {
        return numbers.size();
    }
}
