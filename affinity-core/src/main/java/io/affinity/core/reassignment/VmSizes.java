// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.stream.IntStream;

/** How large VMs are beside hosts: what they need of the resource that they need most of, in units of the mean host. Immutable and thread-safe. */
final class VmSizes {

    /** Of VMs that are all alike. */
    static final VmSizes NONE = new VmSizes(new double[0]);

    private final double[] sizes;

    private VmSizes(double[] sizes) {
        this.sizes = sizes;
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
        return new VmSizes(sizes);
    }

    /** {@return how many VMs there are} */
    int count() {
        return sizes.length;
    }

    /** {@return the VMs that are no smaller} */
    int[] atLeast(double size) {
        return IntStream.range(0, sizes.length).filter(v -> sizes[v] >= size).toArray();
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
