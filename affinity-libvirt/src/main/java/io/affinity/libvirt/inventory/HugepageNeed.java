// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How much of a domain's memory is made of huge pages.
 *
 * @param bytesByPageSize memory by the size of its pages, both in bytes; {@link #DEFAULT_SIZE} for pages of the size that the
 *     host prefers
 */
public record HugepageNeed(SortedMap<Long, Long> bytesByPageSize) {

    /** Stands for the size that a host uses where none is stated. */
    public static final long DEFAULT_SIZE = 0;

    static final HugepageNeed NONE = new HugepageNeed(new TreeMap<>());

    public HugepageNeed {
        bytesByPageSize = Collections.unmodifiableSortedMap(new TreeMap<>(bytesByPageSize));
    }

    /** Pages without a node set are for all memory that no other page names. */
    static HugepageNeed of(Xml domain) {
        Xml hugepages = domain.first("memoryBacking", "hugepages");
        if (hugepages == null) {
            return NONE;
        }
        Xml memory = domain.first("memory");
        long rest = memory == null ? 0 : memory.bytes(0);
        SortedMap<Long, Long> need = new TreeMap<>();
        List<Xml> pages = hugepages.all("page");
        long sizeOfRest = pages.isEmpty() ? DEFAULT_SIZE : -1;
        for (Xml page : pages) {
            long size = Xml.bytes(page.number("size", 0), page.attribute("unit"));
            if (page.attribute("nodeset").isEmpty()) {
                sizeOfRest = size;
            } else {
                long bytes = ofCells(domain, NumberList.parse(page.attribute("nodeset")));
                need.merge(size, bytes, Long::sum);
                rest -= bytes;
            }
        }
        if (sizeOfRest >= 0) {
            need.merge(sizeOfRest, Math.max(0, rest), Long::sum);
        }
        return new HugepageNeed(need);
    }

    /** Of the guest. Without cells of its own it has one, which holds all its memory. */
    private static long ofCells(Xml domain, BitSet ids) {
        List<Xml> cells = domain.all("cpu", "numa", "cell");
        Xml memory = domain.first("memory");
        if (cells.isEmpty()) {
            return memory == null ? 0 : memory.bytes(0);
        }
        long bytes = 0;
        for (int i = 0; i < cells.size(); i++) {
            Xml cell = cells.get(i);
            if (ids.get(cell.count("id", i))) {
                bytes += Xml.bytes(cell.number("memory", 0), cell.attribute("unit"));
            }
        }
        return bytes;
    }

    /** {@return memory that is no ordinary memory, in bytes} */
    public long bytes() {
        return bytesByPageSize.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return how many pages of each size, in bytes, a host must have free; sizes it does not know are left out} */
    public Map<Long, Long> pagesOn(HostFacts host) {
        SortedMap<Long, Long> pages = new TreeMap<>();
        bytesByPageSize.forEach((size, bytes) -> {
            long known = size == DEFAULT_SIZE ? host.defaultHugepageBytes() : size;
            if (known > 0) {
                pages.merge(known, (bytes + known - 1) / known, Long::sum);
            }
        });
        return pages;
    }

    /** {@return what a host must offer, by the names of {@link FeatureName}} */
    Set<String> features() {
        Set<String> features = new TreeSet<>();
        bytesByPageSize
                .keySet()
                .forEach(size -> features.add(
                        size == DEFAULT_SIZE ? FeatureName.DEFAULT_HUGEPAGES : FeatureName.hugepages(size)));
        return features;
    }
}
