// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a host is made of.
 *
 * @param hostName by which it calls itself
 * @param uuid by which its daemon tells itself from others; empty if it has none
 * @param driver of libvirt, such as {@code QEMU} or {@code TEST}
 * @param hypervisorVersion such as QEMU's, as libvirt counts; zero if it has none
 * @param defaultHugepageBytes size of the huge pages that it uses where none is stated; zero if it has no huge pages
 * @param architecture such as {@code x86_64}
 * @param cpuModel nearest to its CPU by libvirt's map; empty if there is none
 * @param cpus logical ones that are online
 * @param memoryBytes all there is, huge pages included
 * @param numaCells in the order of their ids
 * @param features what it offers, by the names that {@link FeatureName} defines
 */
public record HostFacts(
        String hostName,
        String uuid,
        String driver,
        long hypervisorVersion,
        long defaultHugepageBytes,
        String architecture,
        String cpuModel,
        int cpus,
        long memoryBytes,
        List<NumaCell> numaCells,
        Set<String> features) {

    public HostFacts {
        numaCells = List.copyOf(numaCells);
        features = Collections.unmodifiableSet(new TreeSet<>(features));
    }

    /** {@return the name of this very CPU among the features, which domains with the CPU of their host ask for; or empty} */
    String hostCpuFeature() {
        return features.stream()
                .filter(name -> name.startsWith(FeatureName.HOST_CPU))
                .findFirst()
                .orElse("");
    }

    /** {@return how many pages of this size, in bytes, are set aside} */
    public long hugepages(long pageBytes) {
        return numaCells.stream()
                .mapToLong(cell -> cell.hugepagesByBytes().getOrDefault(pageBytes, 0L))
                .sum();
    }

    /** {@return what is not set aside for huge pages, in bytes: memory that all its other VMs share} */
    public long ordinaryMemoryBytes() {
        long setAside = 0;
        for (NumaCell cell : numaCells) {
            for (Map.Entry<Long, Long> pages : cell.hugepagesByBytes().entrySet()) {
                setAside += pages.getKey() * pages.getValue();
            }
        }
        return memoryBytes - setAside;
    }

    /** {@return numbers of its logical CPUs; none if it does not tell} */
    Set<Integer> cpuIds() {
        Set<Integer> ids = new TreeSet<>();
        numaCells.forEach(cell -> ids.addAll(cell.cpus()));
        return ids;
    }

    /** {@return numbers of its NUMA cells; none if it does not tell} */
    Set<Integer> cellIds() {
        Set<Integer> ids = new TreeSet<>();
        numaCells.forEach(cell -> ids.add(cell.id()));
        return ids;
    }
}
