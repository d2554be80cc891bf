package io.affinity.libvirt.inventory;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One NUMA cell of a host.
 *
 * @param cpus how many logical CPUs it has
 * @param hugepagesByBytes number of pages set aside, by their size in bytes; ordinary pages left out
 */
public record NumaCell(int id, long memoryBytes, int cpus, Map<Long, Long> hugepagesByBytes) {

    public NumaCell {
        hugepagesByBytes = Collections.unmodifiableMap(new TreeMap<>(hugepagesByBytes));
    }
}
