// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.simulation.workload.Workload;

/** The demand of one series, step by step from the first one on; a gap repeats what came before it, as in the simulation. */
final class HeldDemand {

    private final Workload workload;
    private final int vm;
    private final int resource;
    private double last;

    HeldDemand(Workload workload, int vm, int resource) {
        this.workload = workload;
        this.vm = vm;
        this.resource = resource;
        for (int step = -1; step >= -workload.historySteps(); step--) {
            double value = workload.demand(vm, resource, step);
            if (!Double.isNaN(value)) {
                last = value;
                break;
            }
        }
    }

    /** @param step not before the one that was asked for last */
    double at(int step) {
        double value = workload.demand(vm, resource, step);
        if (!Double.isNaN(value)) {
            last = value;
        }
        return last;
    }
}
