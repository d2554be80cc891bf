// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One NUMA cell of a host.
 *
 * @param cpus numbers of its logical CPUs
 * @param hugepagesByBytes number of pages set aside, by their size in bytes; ordinary pages left out
 */
public record NumaCell(int id, long memoryBytes, Set<Integer> cpus, Map<Long, Long> hugepagesByBytes) {

    public NumaCell {
        cpus = Collections.unmodifiableSet(new TreeSet<>(cpus));
        hugepagesByBytes = Collections.unmodifiableMap(new TreeMap<>(hugepagesByBytes));
    }
}
