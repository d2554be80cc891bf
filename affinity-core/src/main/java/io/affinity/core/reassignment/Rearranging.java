// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/**
 * How often a search puts a large VM on a host whose VMs leave for it, the largest first.
 *
 * @param share of all proposals
 * @param leastSize of a VM that counts as large, in units of the mean host ({@link VmSizes})
 * @param thirdHosts how many hosts a VM that leaves is offered, beside the one that the large VM came from, until one has room for it
 */
record Rearranging(double share, double leastSize, int thirdHosts) {

    static final Rearranging NEVER = new Rearranging(0, Double.POSITIVE_INFINITY, 1);

    /** Each takes as long as fifty other proposals. Two VMs of that size do not share a host, so that it takes luck to find another host for one of them. */
    static final Rearranging SELDOM = new Rearranging(0.01, 0.5, 1);

    /**
     * What is transient stays taken on the host that a VM leaves, so that hardly a shift or swap is open to any VM of some size, and one
     * rearrangement in fifteen succeeds. A search that spends five sixths of its time on them finds more.
     */
    static final Rearranging OFTEN = new Rearranging(0.1, 0.1, 20);
}
