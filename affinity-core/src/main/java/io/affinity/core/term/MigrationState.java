// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import io.affinity.core.reassignment.MoveCosts;
import io.affinity.spi.placement.TermState;
import java.util.BitSet;

/** A cost of migrations, VM by VM, kept up to date; whoever is nowhere costs nothing. Belongs to one thread. */
final class MigrationState implements TermState {

    private final MoveCosts costs;
    private final BitSet members;
    private final int[] home;
    private final int[] hostByVm;
    private double total;

    /**
     * @param costs multiples of 2<sup>-20</sup>, of which all together are below 2<sup>33</sup>: their sums are exact
     * @param members the VMs whose migrations cost anything
     * @param home where VMs come from
     * @param hostByVm less than 0 for nowhere; copied
     */
    MigrationState(MoveCosts costs, BitSet members, int[] home, int[] hostByVm) {
        this.costs = costs;
        this.members = members;
        this.home = home;
        this.hostByVm = hostByVm.clone();
        for (int vm = 0; vm < home.length; vm++) {
            total += cost(vm, hostByVm[vm]);
        }
    }

    private double cost(int vm, int host) {
        return host < 0 || host == home[vm] || !members.get(vm) ? 0 : costs.of(vm, host);
    }

    @Override
    public double total() {
        return total;
    }

    @Override
    public double totalIf(int vm, int host) {
        return total - cost(vm, hostByVm[vm]) + cost(vm, host);
    }

    @Override
    public void move(int vm, int host) {
        total += cost(vm, host) - cost(vm, hostByVm[vm]);
        hostByVm[vm] = host;
    }

    /** A cost that is paid is saved by going home. */
    @Override
    public double relief(int vm) {
        return cost(vm, hostByVm[vm]);
    }

    @Override
    public boolean concerns(int vm) {
        return members.get(vm);
    }
}
