// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.Vm;

/** The demand of one VM in one round; its past is looked up once. */
final class KnownDemand implements VmDemand {

    private final Vm vm;
    private final double[] estimates;
    private final DemandHistory history;
    private final double[][] past;

    /** @param estimates by resource; not copied */
    KnownDemand(Vm vm, double[] estimates, DemandHistory history) {
        this.vm = vm;
        this.estimates = estimates;
        this.history = history;
        this.past = new double[estimates.length][0];
    }

    @Override
    public Vm vm() {
        return vm;
    }

    @Override
    public double estimate(int resource) {
        return estimates[resource];
    }

    @Override
    public double[] past(int resource, int steps) {
        if (past[resource].length != steps) {
            past[resource] = lookedUp(resource, steps);
        }
        return past[resource];
    }

    private double[] lookedUp(int resource, int steps) {
        double[] values = new double[steps];
        for (int back = 0; back < steps; back++) {
            values[back] = back < history.window() ? history.at(vm.id(), resource, history.slot() - back) : Double.NaN;
        }
        return values;
    }
}
