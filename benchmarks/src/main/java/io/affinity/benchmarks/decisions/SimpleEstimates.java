// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.core.balancing.DemandEstimate;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.Vm;

/** Forecasts of the next step as platforms have them: a number from the last values of one VM. */
final class SimpleEstimates {

    private static final int MEAN_OF = 24;
    private static final double MARGIN = 1.15;
    private static final int TREND_OF = 12;

    private SimpleEstimates() {}

    /** {@return the mean of the last 24 values, and 15 % on top} */
    static DemandEstimate mean() {
        return (vm, resource, history) -> MARGIN * RecentDemand.mean(RecentDemand.of(vm, resource, history, MEAN_OF));
    }

    /** {@return what the line through the last twelve values has one step ahead, but nothing that makes no sense} */
    static DemandEstimate trend() {
        return SimpleEstimates::trend;
    }

    /** Not below zero, and above what the VM was promised only if it was there already. */
    private static double trend(Vm vm, int resource, DemandHistory history) {
        double[] values = RecentDemand.of(vm, resource, history, TREND_OF);
        double highest = vm.allocation().value(resource);
        for (double value : values) {
            highest = value > highest ? value : highest;
        }
        // NaN stays NaN: where no value is known, nobody can tell.
        return Math.max(0, Math.min(highest, Line.through(values).at(TREND_OF)));
    }
}
