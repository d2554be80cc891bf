// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.stream.IntStream;

/** How large VMs are beside hosts: what they need of the resource that they need most of, in units of the mean host. Immutable and thread-safe. */
final class VmSizes {

    /** Of VMs that are all alike. */
    static final VmSizes NONE = new VmSizes(new double[0], new int[0]);

    /** Two of that size do not share a host, so that it takes luck to find another host for one of them. */
    private static final double LARGE = 0.5;

    private final double[] sizes;
    private final int[] large;

    private VmSizes(double[] sizes, int[] large) {
        this.sizes = sizes;
        this.large = large;
    }

    static VmSizes of(LoadColumns columns) {
        double[] sizes = new double[columns.vms()];
        for (int r = 0; r < columns.resources(); r++) {
            double total = 0;
            for (int h = 0; h < columns.hosts(); h++) {
                total += columns.capacity(h, r);
            }
            for (int v = 0; v < sizes.length && total > 0; v++) {
                sizes[v] = Math.max(sizes[v], columns.need(v, r) * columns.hosts() / total);
            }
        }
        int[] large =
                IntStream.range(0, sizes.length).filter(v -> sizes[v] >= LARGE).toArray();
        return new VmSizes(sizes, large);
    }

    /** {@return how many VMs there are} */
    int count() {
        return sizes.length;
    }

    /** {@return how many VMs are so large that they have to be rearranged} */
    int largeCount() {
        return large.length;
    }

    /** {@return one of those} */
    int large(int place) {
        return large[place];
    }

    /** Puts the first VMs of a list in order, the largest first. */
    void sort(int[] vms, int count) {
        for (int i = 1; i < count; i++) {
            int vm = vms[i];
            int place = i;
            while (place > 0 && sizes[vms[place - 1]] < sizes[vm]) {
                vms[place] = vms[place - 1];
                place--;
            }
            vms[place] = vm;
        }
    }
}
