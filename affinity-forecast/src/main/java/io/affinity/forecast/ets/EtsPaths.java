// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import io.affinity.forecast.recursion.SmoothingState;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Values that the model may bring, drawn with normal errors: their order statistics at each step. */
final class EtsPaths {

    private final double[][] sorted;

    private EtsPaths(double[][] sorted) {
        this.sorted = sorted;
    }

    /**
     * {@return the paths from a state}
     *
     * @param sigma2 variance of one error, relative where errors are multiplicative
     */
    static EtsPaths of(EtsSpec spec, SmoothingState begin, double sigma2, int steps, int paths, long seed) {
        double sigma = Math.sqrt(sigma2);
        double[][] values = new double[steps][paths];
        SplittableRandom random = new SplittableRandom(seed);
        for (int p = 0; p < paths; p++) {
            SmoothingState state = begin.copy();
            for (int i = 0; i < steps; i++) {
                double mean = state.next();
                double error = sigma * random.nextGaussian() * (spec.relative() ? mean : 1);
                values[i][p] = mean + error;
                state.advance(error);
            }
        }
        for (double[] step : values) {
            Arrays.sort(step);
        }
        return new EtsPaths(values);
    }

    /** {@return the quantile, median-unbiased (Hyndman and Fan 1996, no. 8) as R's} */
    double quantile(int step, double probability) {
        double[] values = sorted[step];
        double position = (values.length + 1 / 3.0) * probability + 1 / 3.0 - 1;
        int below = (int) Math.max(0, Math.min(values.length - 1, Math.floor(position)));
        int above = Math.min(values.length - 1, below + 1);
        double share = Math.max(0, Math.min(1, position - below));
        return values[below] + share * (values[above] - values[below]);
    }
}
