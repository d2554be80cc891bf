// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A normal load, of which what would be below zero is zero.
 *
 * @param deviation the standard deviation; 0 for a load that is certain
 */
record NormalLoad(double mean, double deviation) implements LoadDistribution {

    private static final NormalDistribution NORMAL = new NormalDistribution(0, 1);

    @Override
    public double quantile(double probability) {
        return Math.max(0, mean + deviation * NORMAL.inverseCumulativeProbability(probability));
    }

    @Override
    public boolean reaches(double probability) {
        return true;
    }

    @Override
    public double above(double capacity) {
        if (!(deviation > 0)) {
            return mean > capacity ? 1 : 0;
        }
        return 1 - NORMAL.cumulativeProbability((capacity - mean) / deviation);
    }
}
