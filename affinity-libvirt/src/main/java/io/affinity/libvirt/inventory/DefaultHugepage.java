// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which size of huge pages a host uses for VMs that state none. libvirt does not tell. If pages of one size only are set aside,
 * it can only be this size; otherwise it is taken to be the kernel's own choice, which is what one page of page table entries
 * spans: 2 MiB for ordinary pages of 4 KiB.
 */
final class DefaultHugepage {

    private static final int ENTRY_BYTES = 8;

    /** Of ordinary pages, whose square still is a number. */
    private static final long LARGEST = 1 << 20;

    private DefaultHugepage() {}

    /** {@return the size in bytes; zero if the host has no huge pages} */
    static long bytes(Xml capabilities, List<NumaCell> cells) {
        Set<Long> setAside = cells.stream()
                .flatMap(cell -> cell.hugepagesByBytes().keySet().stream())
                .collect(Collectors.toSet());
        if (setAside.size() == 1) {
            return setAside.iterator().next();
        }
        TreeSet<Long> sizes = new TreeSet<>();
        capabilities
                .all("host", "cpu", "pages")
                .forEach(pages -> sizes.add(Xml.bytes(pages.number("size", 0), pages.attribute("unit"))));
        if (sizes.size() < 2) {
            return 0;
        }
        long ordinary = sizes.first();
        long page = Math.min(ordinary, LARGEST);
        long spanned = page * (page / ENTRY_BYTES);
        Long next = sizes.higher(ordinary);
        return sizes.contains(spanned) || next == null ? spanned : next;
    }
}
