// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.contention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** VMs packed at random onto hosts of 6 to 12 VMs. */
public final class RandomPacking {

    private static final int LEAST_VMS = 6;
    private static final int MOST_VMS = 12;

    private RandomPacking() {}

    /**
     * {@return the VMs of each host, by their numbers; fewer than 6 that are left over in the end are on no host}
     *
     * @param vms how many there are, numbered from 0; at least 6
     */
    public static List<int[]> of(int vms, long seed) {
        if (vms < LEAST_VMS) {
            throw new IllegalArgumentException("The number of VMs in the trace (" + vms + ") must be at least "
                    + LEAST_VMS + ", the VMs of one host.");
        }
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = shuffled(vms, random);
        List<int[]> hosts = new ArrayList<>();
        for (int next = 0; next + LEAST_VMS <= order.length; ) {
            int size = Math.min(order.length - next, LEAST_VMS + random.nextInt(MOST_VMS - LEAST_VMS + 1));
            hosts.add(Arrays.copyOfRange(order, next, next + size));
            next += size;
        }
        return List.copyOf(hosts);
    }

    /** {@return the numbers from 0 in random order} */
    public static int[] shuffled(int size, SplittableRandom random) {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[other];
            order[other] = swap;
        }
        return order;
    }
}
