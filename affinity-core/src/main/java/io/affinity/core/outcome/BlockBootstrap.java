// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How far a sum over time is owed to chance, where neighbors in time depend on each other: the moving-block bootstrap. The
 * series is put together anew many times from blocks of consecutive values, drawn with replacement; the middle 80 % of the sums
 * are the interval.
 *
 * <p>Source: Kuensch, "The jackknife and the bootstrap for general stationary observations", Annals of Statistics 17 (1989). The
 * last block is cut, so that each sum is over as many values as there are. Cost: one addition for each block and resample,
 * from prefix sums.
 */
final class BlockBootstrap {

    private static final int RESAMPLES = 200;
    private static final double TAIL = 0.1;

    private final int block;
    private final long seed;

    /** @param block consecutive values, at least 1 */
    BlockBootstrap(int block, long seed) {
        this.block = block;
        this.seed = seed;
    }

    /**
     * {@return the intervals of the sums of these series, of the same length, which are drawn from together}
     */
    Interval[] sums(double[]... series) {
        int length = series[0].length;
        double[][] prefix = new double[series.length][length + 1];
        for (int s = 0; s < series.length; s++) {
            for (int i = 0; i < length; i++) {
                prefix[s][i + 1] = prefix[s][i] + series[s][i];
            }
        }
        // Two blocks tell nothing of what a third might have been.
        double[][] drawn = length < 3 * block ? new double[series.length][0] : draw(prefix, length);
        Interval[] intervals = new Interval[series.length];
        for (int s = 0; s < intervals.length; s++) {
            intervals[s] = interval(prefix[s][length], drawn[s]);
        }
        return intervals;
    }

    private double[][] draw(double[][] prefix, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] drawn = new double[prefix.length][RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int filled = 0; filled < length; filled += block) {
                int size = Math.min(block, length - filled);
                int start = random.nextInt(length - size + 1);
                for (int s = 0; s < prefix.length; s++) {
                    drawn[s][i] += prefix[s][start + size] - prefix[s][start];
                }
            }
        }
        return drawn;
    }

    private static Interval interval(double sum, double[] drawn) {
        if (drawn.length == 0) {
            return new Interval(sum, sum, sum);
        }
        Arrays.sort(drawn);
        int tail = (int) (TAIL * drawn.length);
        return new Interval(sum, drawn[tail], drawn[drawn.length - 1 - tail]);
    }
}
