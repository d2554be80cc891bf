package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.inventory.HostFacts;
import java.util.List;

/**
 * What one host answered.
 *
 * @param nanoTime when it was asked, midway between question and answer
 */
record HostReading(HostFacts facts, List<DomainReading> domains, long nanoTime) {

    HostReading {
        domains = List.copyOf(domains);
    }
}
