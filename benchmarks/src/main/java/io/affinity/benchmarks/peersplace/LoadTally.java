// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

/** The loads of hosts as VMs come and go: what they cost, and by how much they exceed the capacities. */
final class LoadTally {

    private final PeerLoads columns;
    private final int[] initial;
    private final long[] used;

    /** With what VMs that have left still take. */
    private final long[] taken;

    private long cost;
    private long excess;

    /** Begins with no VM on any host, and with what all VMs keep on their first hosts. */
    LoadTally(PeerLoads columns, int[] initial) {
        this.columns = columns;
        this.initial = initial;
        used = new long[columns.capacity().length];
        taken = new long[used.length];
        int resources = columns.resources();
        for (int v = 0; v < initial.length; v++) {
            for (int r = 0; r < resources; r++) {
                if (columns.isTransient()[r]) {
                    taken[initial[v] * resources + r] += columns.need()[v * resources + r];
                }
            }
        }
        for (int h = 0; h < columns.hosts(); h++) {
            add(h, 1);
        }
    }

    long cost() {
        return cost;
    }

    long excess() {
        return excess;
    }

    /** Lets a VM come, or leave if the sign is negative. */
    void count(int vm, int host, int sign) {
        add(host, -1);
        int resources = columns.resources();
        boolean isAtHome = initial[vm] == host;
        for (int r = 0; r < resources; r++) {
            long need = sign * columns.need()[vm * resources + r];
            used[host * resources + r] += need;
            if (!(isAtHome && columns.isTransient()[r])) {
                taken[host * resources + r] += need;
            }
        }
        add(host, 1);
    }

    private void add(int host, int sign) {
        int resources = columns.resources();
        int row = host * resources;
        long hostCost = 0;
        long over = 0;
        for (int r = 0; r < resources; r++) {
            hostCost += columns.loadWeight()[r] * Math.max(0, used[row + r] - columns.safety()[row + r]);
            over += Math.max(0, taken[row + r] - columns.capacity()[row + r]);
        }
        for (long[] balance : columns.balances()) {
            hostCost +=
                    balance[3] * Math.max(0, balance[2] * left(row + (int) balance[0]) - left(row + (int) balance[1]));
        }
        cost += sign * hostCost;
        excess += sign * over;
    }

    private long left(int cell) {
        return columns.capacity()[cell] - used[cell];
    }
}
