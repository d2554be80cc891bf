// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.DomainState;
import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.inventory.HostFacts;

/**
 * What the source says of a VM that is to be migrated.
 *
 * @param memoryBytes that it has now
 * @param hasJob whether libvirt is busy with it
 * @param isCpuLacking whether not even the source would give it the CPU with which it runs there
 * @param disks that bind it to its host
 * @param host the source
 */
record Guest(
        DomainKey key,
        DomainState state,
        DomainDescription description,
        long memoryBytes,
        boolean hasJob,
        boolean isCpuLacking,
        DiskNeeds disks,
        HostFacts host) {

    /** {@return what of its memory is made of ordinary pages, in bytes} */
    long ordinaryMemoryBytes() {
        return Math.max(0, memoryBytes - description.hugepages().bytes());
    }
}
