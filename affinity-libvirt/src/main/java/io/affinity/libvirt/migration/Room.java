// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.StoragePool;
import io.affinity.libvirt.inventory.HostFacts;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the target of a migration says.
 *
 * @param namesake the domain there with the VM's name or UUID, or null
 * @param memoryBytes in ordinary pages that it could give; negative if it does not tell
 * @param freePages how many huge pages it could give, by their size in bytes; without sizes of which it does not tell
 * @param isCpuLacking whether it cannot give the VM's CPU
 * @param pools that the VM's disks need, by name; null where there is none; without those of which it does not tell
 */
record Room(
        HostFacts facts,
        @Nullable DomainKey namesake,
        long memoryBytes,
        Map<Long, Long> freePages,
        boolean isCpuLacking,
        Map<String, @Nullable StoragePool> pools) {

    Room {
        freePages = Map.copyOf(freePages);
        pools = Collections.unmodifiableMap(new LinkedHashMap<>(pools));
    }
}
