// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.stream.IntStream;

/**
 * What is left of a resource on each node below the hosts and does not make a whole unit: the fragments that no VM of that size can use, as in
 * "VMR2L" (Ding and others, EuroSys 2025, section 2). A host has room for a VM only if enough of its nodes have. A VM that comes takes those nodes on
 * which least is left over, or those that it had when it was there last; one that comes home takes those that it was on in the beginning.
 *
 * <p>A question takes time in the number of ways to choose nodes of one host. Belongs to one thread.
 */
public final class NodeFragments implements HostTerm {

    private final int nodes;
    private final int resources;
    private final long[] need;
    private final int[] width;
    private final int[] initialNodes;
    private final int[] initialHost;
    private final int fragmented;
    private final long unit;
    private final double weight;

    /** By host, node and resource. */
    private final long[] free;

    /** Of each VM, as bits. */
    private final int[] nodesByVm;

    /** Where each VM was before, so that what is taken back is as it was. */
    private final int[] lastHost;

    private final int[] lastNodes;
    private final double[] cost;
    private final long[] row;

    private NodeFragments(
            NodeColumns columns, int fragmented, long unit, double weight, int[] initialHost, int[] hostByVm) {
        nodes = columns.nodes();
        resources = columns.resources();
        need = columns.need().stream().mapToLong(Long::longValue).toArray();
        width = columns.width().stream().mapToInt(Integer::intValue).toArray();
        initialNodes =
                columns.initialNodes().stream().mapToInt(Integer::intValue).toArray();
        this.initialHost = initialHost;
        this.fragmented = fragmented;
        this.unit = unit;
        this.weight = weight;
        free = columns.capacity().stream().mapToLong(Long::longValue).toArray();
        nodesByVm = initialNodes.clone();
        cost = new double[free.length / (nodes * resources)];
        row = new long[nodes * resources];
        lastHost = initialHost.clone();
        lastNodes = initialNodes.clone();
        for (int vm = 0; vm < width.length; vm++) {
            if (hostByVm[vm] == initialHost[vm]) {
                take(vm, hostByVm[vm], -1);
            }
        }
        for (int host = 0; host < cost.length; host++) {
            int here = host;
            int[] arrived = IntStream.range(0, width.length)
                    .filter(vm -> hostByVm[vm] == here && initialHost[vm] != here)
                    .toArray();
            load(host, NOBODY);
            require(arrange(arrived, 0, new int[arrived.length], Long.MAX_VALUE) < Long.MAX_VALUE, host);
            for (int vm : arrived) {
                take(vm, host, -1);
            }
            refresh(host);
        }
    }

    private static void require(boolean hasRoom, int host) {
        if (!hasRoom) {
            throw new IllegalArgumentException("The VMs of host " + host + " must have room on its nodes.");
        }
    }

    /** {@return the fewest fragments with which VMs from a place on fit into the row, their nodes being set; or what is known already} */
    private long arrange(int[] vms, int from, int[] chosen, long known) {
        if (from == vms.length) {
            long fragments = fragments();
            for (int i = 0; fragments < known && i < vms.length; i++) {
                nodesByVm[vms[i]] = chosen[i];
            }
            return Math.min(fragments, known);
        }
        long least = known;
        for (int each = 1; each < 1 << nodes; each++) {
            if (Integer.bitCount(each) == width[vms[from]] && hasRoom(vms[from], each)) {
                change(vms[from], each, -1);
                chosen[from] = each;
                least = arrange(vms, from + 1, chosen, least);
                change(vms[from], each, 1);
            }
        }
        return least;
    }

    /**
     * {@return the term}
     *
     * @param fragmented the resource of which fragments are counted
     * @param unit the size that a fragment lacks, at least 1
     * @param weight of each unit of the resource in a fragment, finite and not negative
     * @param initial the host of each VM in the beginning
     */
    public static HostTerm.Beginning of(NodeColumns columns, int fragmented, long unit, double weight, int[] initial) {
        if (fragmented < 0 || fragmented >= columns.resources() || unit < 1 || !(weight >= 0)) {
            throw new IllegalArgumentException("The resource (" + fragmented + ") must be one of the "
                    + columns.resources() + ", the unit (" + unit + ") at least 1, the weight (" + weight
                    + ") not negative.");
        }
        return hostByVm -> new NodeFragments(columns, fragmented, unit, weight, initial.clone(), hostByVm);
    }

    private void take(int vm, int host, int sign) {
        change(free, host * row.length, vm, nodesByVm[vm], sign);
    }

    private void refresh(int host) {
        load(host, NOBODY);
        cost[host] = weight * fragments();
    }

    /** Fills the row with what a host has free, a VM having left. */
    private void load(int host, int out) {
        System.arraycopy(free, host * row.length, row, 0, row.length);
        if (out >= 0) {
            change(out, nodesByVm[out], 1);
        }
    }

    private void change(int vm, int chosen, int sign) {
        change(row, 0, vm, chosen, sign);
    }

    /** Gives back what a VM has on the chosen nodes of a host whose row begins somewhere, or takes it. */
    private void change(long[] rows, int begin, int vm, int chosen, int sign) {
        for (int node = 0; node < nodes; node++) {
            if ((chosen >> node & 1) != 0) {
                for (int r = 0; r < resources; r++) {
                    rows[begin + node * resources + r] += sign * need[vm * resources + r];
                }
            }
        }
    }

    private long fragments() {
        long sum = 0;
        for (int node = 0; node < nodes; node++) {
            sum += Math.floorMod(row[node * resources + fragmented], unit);
        }
        return sum;
    }

    /** {@return the nodes of the row that a VM had best take, as bits; 0 if there is no room} */
    private int best(int vm, int host) {
        if (host == lastHost[vm] && hasRoom(vm, lastNodes[vm])) {
            return lastNodes[vm];
        }
        int best = 0;
        long least = Long.MAX_VALUE;
        for (int chosen = 1; chosen < 1 << nodes; chosen++) {
            boolean isPossible =
                    host == initialHost[vm] ? chosen == initialNodes[vm] : Integer.bitCount(chosen) == width[vm];
            if (isPossible && hasRoom(vm, chosen)) {
                change(vm, chosen, -1);
                long fragments = fragments();
                change(vm, chosen, 1);
                if (fragments < least) {
                    least = fragments;
                    best = chosen;
                }
            }
        }
        return best;
    }

    private boolean hasRoom(int vm, int chosen) {
        for (int node = 0; node < nodes; node++) {
            for (int r = 0; r < resources; r++) {
                if ((chosen >> node & 1) != 0 && row[node * resources + r] < need[vm * resources + r]) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public double cost(int host) {
        return cost[host];
    }

    @Override
    public double costWith(int host, int in, int out) {
        load(host, out);
        if (in >= 0) {
            int chosen = best(in, host);
            if (chosen == 0) {
                return Double.POSITIVE_INFINITY;
            }
            change(in, chosen, -1);
        }
        return weight * fragments();
    }

    @Override
    public void move(int vm, int from, int to) {
        take(vm, from, 1);
        put(vm, to, from);
        refresh(from);
        refresh(to);
    }

    @Override
    public void exchange(int one, int from, int other, int to) {
        take(one, from, 1);
        take(other, to, 1);
        put(one, to, from);
        put(other, from, to);
        refresh(from);
        refresh(to);
    }

    private void put(int vm, int host, int from) {
        load(host, NOBODY);
        int chosen = best(vm, host);
        lastHost[vm] = from;
        lastNodes[vm] = nodesByVm[vm];
        nodesByVm[vm] = chosen;
        take(vm, host, -1);
    }

    /** {@return the nodes that a VM is on, as bits} */
    public int nodesOf(int vm) {
        return nodesByVm[vm];
    }
}
