// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import java.util.Arrays;
import java.util.List;

/**
 * The percentiles of what the single VMs used, added up, as Resource Central does. Between two values a percentile lies on the
 * straight line. Source: see {@link PeakPredictor}.
 */
record PercentileSum(double percent) implements PeakPredictor {

    @Override
    public double peakOfWarm(List<Usage> vms) {
        double sum = 0;
        for (Usage vm : vms) {
            double[] used = Arrays.stream(vm.values(), 0, KEPT)
                    .filter(value -> !Double.isNaN(value))
                    .map(value -> Math.min(value, vm.promised()))
                    .sorted()
                    .toArray();
            sum += used.length == 0 ? vm.promised() : percentile(used);
        }
        return sum;
    }

    private double percentile(double[] sorted) {
        double place = percent / 100 * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
