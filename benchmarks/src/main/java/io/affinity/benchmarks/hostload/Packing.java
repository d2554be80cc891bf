// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import io.affinity.benchmarks.contention.RandomPacking;
import java.util.List;
import java.util.stream.IntStream;

/** Which VMs share a host. */
enum Packing {
    /** Any 6 to 12. */
    RANDOM {
        @Override
        List<int[]> hosts(int vms, long seed) {
            return RandomPacking.of(vms, seed);
        }
    },

    /** Nine that follow each other in the trace, as those of one owner often do; a rest is on no host. */
    NEIGHBORS {
        @Override
        List<int[]> hosts(int vms, long seed) {
            if (vms < TOGETHER) {
                throw new IllegalArgumentException(
                        "The number of VMs (" + vms + ") must be at least " + TOGETHER + ", those of one host.");
            }
            return IntStream.range(0, vms / TOGETHER)
                    .mapToObj(host -> IntStream.range(host * TOGETHER, (host + 1) * TOGETHER)
                            .toArray())
                    .toList();
        }
    };

    /** The mean number of VMs on a host that is packed at random. */
    private static final int TOGETHER = 9;

    /**
     * {@return the packing of that name}
     *
     * @throws IllegalArgumentException if there is none
     */
    static Packing named(String name) {
        return switch (name) {
            case "random" -> RANDOM;
            case "neighbors" -> NEIGHBORS;
            default -> throw new IllegalArgumentException("The packing (" + name + ") must be random or neighbors.");
        };
    }

    /** {@return the VMs of each host, by their places in the trace} */
    abstract List<int[]> hosts(int vms, long seed);
}
