// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

/**
 * What VMs need and hosts have, in rows as in the files: resource {@code r} of row {@code i} is at {@code i * resources + r}.
 *
 * @param isTransient by resource: whether a VM that moves takes it on both hosts
 * @param loadWeight by resource: what a unit above the safety capacity costs
 * @param safety by host and resource
 * @param balances each with two resources, the units wanted of the second for one of the first, and the weight of a unit that is missing
 */
record PeerLoads(
        int resources,
        long[] need,
        long[] capacity,
        boolean[] isTransient,
        long[] loadWeight,
        long[] safety,
        long[][] balances) {

    /** Loads that cost nothing as long as they are below the capacities. */
    static PeerLoads withinCapacity(int resources, long[] need, long[] capacity) {
        return new PeerLoads(
                resources, need, capacity, new boolean[resources], new long[resources], capacity, new long[0][]);
    }

    int hosts() {
        return capacity.length / resources;
    }
}
