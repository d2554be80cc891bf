// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import io.affinity.core.reassignment.LoadColumns;
import io.affinity.core.reassignment.LoadCost;
import io.affinity.spi.placement.TermState;

/** A cost of the loads of hosts, host by host, kept up to date. A question reads the row of one host. Belongs to one thread. */
final class HostCostState implements TermState {

    private final LoadColumns columns;
    private final LoadCost cost;
    private final double unit;
    private final boolean isExcess;
    private final int[] hostByVm;

    /** By host and resource. */
    private final long[] load;

    private final long[] row;
    private final long[] costByHost;
    private long total;

    private HostCostState(LoadColumns columns, LoadCost cost, double unit, boolean isExcess, int[] hostByVm) {
        this.isExcess = isExcess;
        this.columns = columns;
        this.cost = cost;
        this.unit = unit;
        this.hostByVm = hostByVm.clone();
        load = new long[columns.hosts() * columns.resources()];
        row = new long[columns.resources()];
        costByHost = new long[columns.hosts()];
        for (int vm = 0; vm < hostByVm.length; vm++) {
            add(vm, hostByVm[vm], 1);
        }
        for (int host = 0; host < costByHost.length; host++) {
            refresh(host);
        }
    }

    /**
     * {@return the cost in the state of a placement}
     *
     * @param cost whose values are whole numbers below 2<sup>53</sup>, as all that is made of {@link WholeColumns} is
     * @param unit the amount of a cost of 1
     * @param hostByVm less than 0 for nowhere; copied
     */
    static HostCostState of(LoadColumns columns, LoadCost cost, double unit, int[] hostByVm) {
        return new HostCostState(columns, cost, unit, false, hostByVm);
    }

    /** {@return the same of a cost that is what one column is above something: it falls with the load, by no more than that, and never rises as it falls} */
    static HostCostState ofExcess(LoadColumns columns, LoadCost cost, double unit, int[] hostByVm) {
        return new HostCostState(columns, cost, unit, true, hostByVm);
    }

    private void add(int vm, int host, int sign) {
        for (int r = 0; host >= 0 && r < row.length; r++) {
            load[host * row.length + r] += sign * columns.need(vm, r);
        }
    }

    private void refresh(int host) {
        System.arraycopy(load, host * row.length, row, 0, row.length);
        total -= costByHost[host];
        costByHost[host] = (long) cost.of(host, row);
        total += costByHost[host];
    }

    @Override
    public double total() {
        return total * unit;
    }

    @Override
    public double totalIf(int vm, int host) {
        if (host < 0) {
            return total();
        }
        for (int r = 0; r < row.length; r++) {
            row[r] = load[host * row.length + r] + columns.need(vm, r);
        }
        return (total - costByHost[host] + (long) cost.of(host, row)) * unit;
    }

    @Override
    public void move(int vm, int host) {
        int from = hostByVm[vm];
        add(vm, from, -1);
        add(vm, host, 1);
        hostByVm[vm] = host;
        if (from >= 0) {
            refresh(from);
        }
        if (host >= 0) {
            refresh(host);
        }
    }

    @Override
    public double relief(int vm) {
        return isExcess ? Math.min(costByHost[hostByVm[vm]], columns.need(vm, 0)) * unit : Double.POSITIVE_INFINITY;
    }

    @Override
    public boolean concerns(int vm) {
        for (int r = 0; r < row.length; r++) {
            if (columns.need(vm, r) > 0) {
                return true;
            }
        }
        return false;
    }
}
