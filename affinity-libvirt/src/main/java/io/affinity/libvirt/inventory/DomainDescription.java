// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import io.affinity.libvirt.binding.DomainKey;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What the XML of a domain says.
 *
 * @param machine the machine it is given
 * @param vcpus that it may have at most
 * @param cpuLimitCores that all its vCPUs together may use; infinite if they are not limited
 * @param maxMemoryBytes what it was promised
 * @param networkLimitBytesPerSecond that its interfaces may receive and send together; infinite if one is not limited
 * @param pinning parts of its host that it is bound to
 * @param needsHostCpu whether it was given the CPU of its host as it is
 * @param neededFeatures what a host must offer to run it, by the names of {@link FeatureName}
 * @param hugepages that its memory is made of
 * @param localDisks paths on its host that it writes to, and which a target reaches only if they are on shared storage
 * @param obstacles what prevents its live migration
 * @param interfaces names of its network interfaces on the host
 * @param disks names of its disks in the guest
 * @param labels of the operator
 */
public record DomainDescription(
        UUID uuid,
        String name,
        GuestMachine machine,
        int vcpus,
        double cpuLimitCores,
        long maxMemoryBytes,
        double networkLimitBytesPerSecond,
        Pinning pinning,
        boolean needsHostCpu,
        Set<String> neededFeatures,
        HugepageNeed hugepages,
        List<String> localDisks,
        List<Obstacle> obstacles,
        List<String> interfaces,
        List<String> disks,
        VmLabels labels) {

    public DomainDescription {
        neededFeatures = Collections.unmodifiableSet(new TreeSet<>(neededFeatures));
        localDisks = List.copyOf(localDisks);
        obstacles = List.copyOf(obstacles);
        interfaces = List.copyOf(interfaces);
        disks = List.copyOf(disks);
    }

    /** {@return what is known of a domain whose XML cannot be read: that it had better stay where it is} */
    static DomainDescription unreadable(DomainKey domain, String reason) {
        return new DomainDescription(
                domain.uuid(),
                domain.name(),
                GuestMachine.UNKNOWN,
                0,
                Double.POSITIVE_INFINITY,
                0,
                Double.POSITIVE_INFINITY,
                Pinning.NONE,
                false,
                Set.of(),
                HugepageNeed.NONE,
                List.of(),
                List.of(new Obstacle("description", reason)),
                List.of(),
                List.of(),
                VmLabels.NONE);
    }

    /**
     * {@return what the XML of a domain says}
     *
     * @throws MalformedDescriptionException if it is no description of a domain
     */
    public static DomainDescription parse(String xml) {
        return DescriptionReader.read(Xml.parse(xml));
    }
}
