// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.spi.forecast.QuantileLevels;

/**
 * Where in the distribution of a forecast the draws lie. Of S draws the one of rank {@code k} lies in the stratum from
 * {@code k / S} to {@code (k + 1) / S}, at one of {@value #FINE} evenly spaced places of it: what is rarer than 1 / S happens
 * to some VMs of a host in some steps, as it will in truth, where draws in the middle of the strata would never show it.
 *
 * <p>A place is the level below it and how far it is from there to the next one. Between two levels the quantile function is a
 * straight line. Beyond the outermost levels it is that of an exponential distribution through the two outermost quantiles: a
 * straight line would end where demand that comes in bursts begins. Immutable.
 *
 * <p>Source of the stratified draws: McKay, Beckman and Conover, "A Comparison of Three Methods for Selecting Values of Input
 * Variables in the Analysis of Output from a Computer Code", Technometrics 21 (1979).
 */
final class DrawPlaces {

    /** Places in a stratum; a power of two. */
    static final int FINE = 16;

    private static final int NEXT_STEP = 7;

    private final QuantileLevels levels;
    private final int[] lower;
    private final double[] share;

    DrawPlaces(QuantileLevels levels, int scenarios) {
        this.levels = levels;
        this.lower = new int[scenarios * FINE];
        this.share = new double[scenarios * FINE];
        int upper = Math.min(1, levels.size() - 1);
        for (int place = 0; place < lower.length; place++) {
            double probability = (place + 0.5) / lower.length;
            while (upper < levels.size() - 1 && levels.get(upper) < probability) {
                upper++;
            }
            lower[place] = Math.max(0, upper - 1);
            share[place] = upper == 0 ? 0 : share(levels.get(upper - 1), levels.get(upper), probability);
        }
    }

    private static double share(double low, double high, double probability) {
        if (probability > high) {
            return 1 + Math.log((1 - high) / (1 - probability)) / Math.log((1 - low) / (1 - high));
        }
        if (probability < low) {
            return -Math.log(low / probability) / Math.log(high / low);
        }
        return (probability - low) / (high - low);
    }

    QuantileLevels levels() {
        return levels;
    }

    /**
     * {@return the place of a draw}
     *
     * @param fine any number that is fixed for a VM, a resource and a rank; the place in the stratum changes from step to step
     */
    static int place(int rank, int fine, int step) {
        return rank * FINE + ((fine + NEXT_STEP * step) & (FINE - 1));
    }

    /** {@return the index of the level below a place} */
    int lower(int place) {
        return lower[place];
    }

    /** {@return how far a place is from the level below it to the one above; above 1 beyond the highest level} */
    double share(int place) {
        return share[place];
    }

    /** {@return the last place, which no draw is beyond} */
    int last() {
        return share.length - 1;
    }
}
