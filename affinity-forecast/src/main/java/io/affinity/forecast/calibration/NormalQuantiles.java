// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.calibration;

import io.affinity.spi.forecast.QuantileLevels;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Quantiles of the standard normal distribution. The only class that sees the one of commons-math. */
public final class NormalQuantiles {

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    private static final double[] STANDARD = compute(QuantileLevels.STANDARD);

    private NormalQuantiles() {}

    /** {@return one for each level; not to be changed} */
    public static double[] of(QuantileLevels levels) {
        return levels.equals(QuantileLevels.STANDARD) ? STANDARD : compute(levels);
    }

    /** {@return the value below which lies this probability, in (0, 1)} */
    public static double at(double probability) {
        return NORMAL.inverseCumulativeProbability(probability);
    }

    private static double[] compute(QuantileLevels levels) {
        double[] quantiles = new double[levels.size()];
        for (int l = 0; l < quantiles.length; l++) {
            quantiles[l] = at(levels.get(l));
        }
        return quantiles;
    }
}
