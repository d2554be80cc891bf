// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which parts of its host a domain is bound to. They are named by numbers, so that another host can run it only if it has parts
 * of these numbers.
 *
 * @param cpus logical CPUs that its vCPUs or threads are pinned to; none if they may run anywhere
 * @param cells NUMA cells that all or some of its memory must come from; none if it may come from anywhere
 */
public record Pinning(Set<Integer> cpus, Set<Integer> cells) {

    /** To nothing. */
    static final Pinning NONE = new Pinning(Set.of(), Set.of());

    public Pinning {
        cpus = Collections.unmodifiableSet(new TreeSet<>(cpus));
        cells = Collections.unmodifiableSet(new TreeSet<>(cells));
    }

    public boolean isEmpty() {
        return cpus.isEmpty() && cells.isEmpty();
    }

    static Pinning of(Xml domain) {
        BitSet cpus = new BitSet();
        domain.all("vcpu").forEach(vcpu -> cpus.or(NumberList.parse(vcpu.attribute("cpuset"))));
        for (String thread : List.of("vcpupin", "emulatorpin", "iothreadpin")) {
            domain.all("cputune", thread).forEach(pin -> cpus.or(NumberList.parse(pin.attribute("cpuset"))));
        }
        BitSet cells = new BitSet();
        for (String memory : List.of("memory", "memnode")) {
            domain.all("numatune", memory).stream()
                    .filter(Pinning::isBinding)
                    .forEach(node -> cells.or(NumberList.parse(node.attribute("nodeset"))));
        }
        return new Pinning(NumberList.asSet(cpus), NumberList.asSet(cells));
    }

    /** A preference may be disappointed; {@code strict} is what libvirt means where no mode is written. */
    private static boolean isBinding(Xml memory) {
        String mode = memory.attribute("mode");
        return mode.isEmpty() || mode.equals("strict") || mode.equals("restrictive");
    }
}
