// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.Vm;
import java.util.Arrays;

/** The last values of a VM's history. */
final class RecentDemand {

    private RecentDemand() {}

    /** {@return the last {@code steps} values, the oldest first; NaN where one is missing or older than what is kept} */
    static double[] of(Vm vm, int resource, DemandHistory history, int steps) {
        double[] values = new double[steps];
        Arrays.fill(values, Double.NaN);
        for (int back = 0; back < Math.min(steps, history.window()); back++) {
            values[steps - 1 - back] = history.at(vm.id(), resource, history.slot() - back);
        }
        return values;
    }

    /** {@return the mean of the values that are known; NaN if none is} */
    static double mean(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
