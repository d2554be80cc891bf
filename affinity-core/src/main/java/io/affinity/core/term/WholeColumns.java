// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import io.affinity.core.reassignment.LoadColumns;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import java.util.BitSet;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Amounts as columns of whole numbers of quanta. A quantum is a power of two, so small that all VMs and hosts together are less than
 * 2<sup>50</sup> of it: sums of loads and of what costs are made of them are exact, in a long as in a double. What a host has without
 * limit is more than all that.
 */
final class WholeColumns {

    private static final double ALL = 0x1p50;
    private static final long UNLIMITED = 1L << 51;

    private final LoadColumns columns;
    private final double[] quantum;

    private WholeColumns(LoadColumns columns, double[] quantum) {
        this.columns = columns;
        this.quantum = quantum;
    }

    /** {@return columns with a quantum for each} */
    static WholeColumns of(List<HostAmounts> amounts) {
        double[] quantum = amounts.stream().mapToDouble(WholeColumns::quantum).toArray();
        return new WholeColumns(columns(amounts, quantum), quantum);
    }

    /** {@return columns with one quantum, for amounts that are compared with each other} */
    static WholeColumns alike(List<HostAmounts> amounts) {
        double largest =
                amounts.stream().mapToDouble(WholeColumns::quantum).max().orElse(1);
        double[] quantum = amounts.stream().mapToDouble(each -> largest).toArray();
        return new WholeColumns(columns(amounts, quantum), quantum);
    }

    private static double quantum(HostAmounts amounts) {
        double all = DoubleStream.concat(DoubleStream.of(amounts.vms()), DoubleStream.of(amounts.hosts()))
                .filter(Double::isFinite)
                .sum();
        return all > 0 ? Math.scalb(1.0, Math.getExponent(all / ALL) + 1) : 1;
    }

    private static LoadColumns columns(List<HostAmounts> amounts, double[] quantum) {
        int resources = amounts.size();
        long[] need = new long[amounts.get(0).vms().length * resources];
        long[] capacity = new long[amounts.get(0).hosts().length * resources];
        for (int r = 0; r < resources; r++) {
            double[] vms = amounts.get(r).vms();
            double[] hosts = amounts.get(r).hosts();
            for (int v = 0; v < vms.length; v++) {
                need[v * resources + r] = Math.round(vms[v] / quantum[r]);
            }
            for (int h = 0; h < hosts.length; h++) {
                capacity[h * resources + r] = Double.isFinite(hosts[h]) ? Math.round(hosts[h] / quantum[r]) : UNLIMITED;
            }
        }
        return LoadColumns.of(need, capacity, new boolean[resources]);
    }

    LoadColumns columns() {
        return columns;
    }

    /** {@return one whole number of a column, in the unit of its amounts} */
    double quantum(int column) {
        return quantum[column];
    }

    /** {@return whether a host has any amount of a column} */
    boolean isUnlimited(int host, int column) {
        return columns.capacity(host, column) == UNLIMITED;
    }

    /** {@return the hosts that take VMs and have a limit of a column: what is left there is an amount, and of use} */
    BitSet usefulRests(Fleet fleet, int column) {
        BitSet useful = new BitSet();
        for (int host = 0; host < columns.hosts(); host++) {
            useful.set(host, fleet.hosts().get(host).state() == HostState.AVAILABLE && !isUnlimited(host, column));
        }
        return useful;
    }
}
