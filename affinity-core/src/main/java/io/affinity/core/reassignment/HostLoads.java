// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.Arrays;
import java.util.List;

/**
 * The load of each host, what it leaves, and what it costs, kept up to date as VMs come and go. A question about a VM that comes and
 * another that leaves takes one pass over the resources of the host; the resources that have turned VMs away most often are looked at first, which changes no
 * answer. Belongs to one thread.
 */
final class HostLoads {

    /** Of so many refusals one is counted, as counting takes as long as refusing; a power of two. */
    private static final int COUNTED = 16;

    private final LoadCost[] soft;
    private final LoadCost[] hard;
    private final int resources;
    private final int[] initial;
    private final boolean[] isTransient;
    private final long[] need;

    /** On the host in the end, by host and resource. */
    private final long[] used;

    /** Of the capacity, what is neither used nor kept by VMs that have left. */
    private final long[] free;

    /** Of what was above the capacity in the beginning, so that VMs that were there may come back. */
    private final long[] surplus;

    private final double[] cost;
    private final long[] load;
    private final int[] order;
    private final int[] refusals;
    private int refused;

    HostLoads(LoadColumns columns, List<LoadCost> terms, int[] initial) {
        soft = terms.stream().filter(term -> !term.isHard()).toArray(LoadCost[]::new);
        hard = terms.stream().filter(LoadCost::isHard).toArray(LoadCost[]::new);
        this.initial = initial;
        resources = columns.resources();
        isTransient = new boolean[resources];
        order = new int[resources];
        refusals = new int[resources];
        load = new long[resources];
        need = columns.needs();
        free = columns.capacities().clone();
        used = new long[free.length];
        cost = new double[columns.hosts()];
        for (int r = 0; r < resources; r++) {
            order[r] = r;
            isTransient[r] = columns.isTransient(r);
            for (int v = 0; v < initial.length; v++) {
                used[initial[v] * resources + r] += need[v * resources + r];
                free[initial[v] * resources + r] -= need[v * resources + r];
            }
        }
        surplus = new long[free.length];
        Arrays.setAll(surplus, cell -> Math.max(0, -free[cell]));
        for (int h = 0; h < cost.length; h++) {
            cost[h] = costWith(h, HostTerm.NOBODY, HostTerm.NOBODY);
        }
    }

    /** {@return what the load of a host costs} */
    double cost(int host) {
        return cost[host];
    }

    /** {@return the load of a host by resource} */
    long[] load(int host) {
        return Arrays.copyOfRange(used, host * resources, (host + 1) * resources);
    }

    /** {@return what it would cost if one VM came and another left} */
    double costWith(int host, int in, int out) {
        project(host, in, out);
        return sum(soft, host) + sum(hard, host);
    }

    /** {@return the same without what is worth mending at any price} */
    double softCostWith(int host, int in, int out) {
        project(host, in, out);
        return sum(soft, host);
    }

    private double sum(LoadCost[] terms, int host) {
        double sum = 0;
        for (LoadCost term : terms) {
            sum += term.of(host, load);
        }
        return sum;
    }

    private void project(int host, int in, int out) {
        int row = host * resources;
        System.arraycopy(used, row, load, 0, resources);
        if (in >= 0) {
            for (int r = 0, at = in * resources; r < resources; r++) {
                load[r] += need[at + r];
            }
        }
        if (out >= 0) {
            for (int r = 0, at = out * resources; r < resources; r++) {
                load[r] -= need[at + r];
            }
        }
    }

    /** {@return whether a VM that moves takes something on both hosts} */
    boolean hasTransient() {
        for (boolean each : isTransient) {
            if (each) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether a host has room for a VM, another one having left} Where one goes home it takes no more of what is transient. */
    boolean fits(int host, int in, int out) {
        boolean isBack = initial[in] == host;
        boolean leavesAll = out >= 0 && initial[out] != host;
        int row = host * resources;
        for (int i = 0; i < resources; i++) {
            int r = order[i];
            long more = isTransient[r] && isBack ? 0 : need[in * resources + r];
            if (out >= 0 && (leavesAll || !isTransient[r])) {
                more -= need[out * resources + r];
            }
            if (more > free[row + r] + (isBack ? surplus[row + r] : 0) && more > 0) {
                refuse(i);
                return false;
            }
        }
        return true;
    }

    /** {@return whether more than the capacity of a host is taken} */
    boolean isOverfull(int host) {
        int row = host * resources;
        for (int r = 0; r < resources; r++) {
            if (free[row + r] < 0) {
                return true;
            }
        }
        return false;
    }

    private void refuse(int place) {
        if ((++refused & COUNTED - 1) != 0) {
            return;
        }
        int r = order[place];
        refusals[r]++;
        if (place > 0 && refusals[r] > refusals[order[place - 1]]) {
            order[place] = order[place - 1];
            order[place - 1] = r;
        } else if (refusals[r] == Integer.MAX_VALUE) {
            Arrays.fill(refusals, 0);
        }
    }

    /** Moves a VM. */
    void move(int vm, int from, int to) {
        boolean leavesHome = initial[vm] == from;
        boolean isBack = initial[vm] == to;
        for (int r = 0; r < resources; r++) {
            long each = need[vm * resources + r];
            used[from * resources + r] -= each;
            used[to * resources + r] += each;
            free[from * resources + r] += leavesHome && isTransient[r] ? 0 : each;
            free[to * resources + r] -= isBack && isTransient[r] ? 0 : each;
        }
        cost[from] = costWith(from, HostTerm.NOBODY, HostTerm.NOBODY);
        cost[to] = costWith(to, HostTerm.NOBODY, HostTerm.NOBODY);
    }
}
