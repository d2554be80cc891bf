// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

import java.util.Arrays;

/**
 * What power a series would have at a frequency without a season there: the geometric mean of the median powers below and
 * above, so that neither a spectrum that falls (a random walk, a level shift) nor another season's line among the neighbors
 * is taken for a season. Bins that are multiples of {@code harmonics} are left out: they may be the season itself.
 */
final class NoiseFloor {

    private static final int MOST_NEIGHBORS = 12;
    /** Exponentially distributed powers have this median, if their mean is 1. */
    private static final double MEDIAN = Math.log(2);
    /** So much of its variance a mean has, as the median of exponentially distributed powers: (ln 2)^2. */
    private static final double EFFICIENCY = MEDIAN * MEDIAN;

    private final double[] power;
    private final int harmonics;
    private final double[] neighbors = new double[MOST_NEIGHBORS];

    /**
     * @param power at each bin; the one at 0 is not looked at
     * @param harmonics see above; 0 leaves out only the bin itself
     */
    NoiseFloor(double[] power, int harmonics) {
        this.power = power;
        this.harmonics = harmonics;
    }

    /** The power to expect, and how many exponentially distributed powers it is as good as the mean of. */
    record Estimate(double power, double worth) {}

    Estimate at(int bin) {
        int below = collect(bin, -1);
        double low = median(below);
        int above = collect(bin, 1);
        double high = median(above);
        if (below == 0 || above == 0) {
            double only = below == 0 ? high : low;
            return new Estimate(only / MEDIAN, EFFICIENCY * (below + above));
        }
        double variance = (1.0 / below + 1.0 / above) / (4 * EFFICIENCY);
        return new Estimate(Math.sqrt(low * high) / MEDIAN, 1 / variance);
    }

    /** Neighbors no farther than half the bin: the spectrum may fall steeply near 0. */
    private int collect(int bin, int direction) {
        int farthest = Math.max(2, bin / 2);
        int count = 0;
        int other = bin + direction;
        while (other > 0 && other < power.length && count < MOST_NEIGHBORS && Math.abs(other - bin) <= farthest) {
            if (harmonics == 0 || other % harmonics != 0) {
                neighbors[count] = power[other];
                count++;
            }
            other += direction;
        }
        return count;
    }

    private double median(int count) {
        if (count == 0) {
            return 0;
        }
        Arrays.sort(neighbors, 0, count);
        return (neighbors[(count - 1) / 2] + neighbors[count / 2]) / 2;
    }
}
