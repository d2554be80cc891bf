// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.inventory.HostFacts;
import java.util.List;

/**
 * What one host answered.
 *
 * @param dormant domains that are defined there and do not run
 * @param nanoTime when it was asked, midway between question and answer
 */
record HostReading(HostFacts facts, List<DomainReading> domains, List<DomainKey> dormant, long nanoTime) {

    HostReading {
        domains = List.copyOf(domains);
        dormant = List.copyOf(dormant);
    }
}
