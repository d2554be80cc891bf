// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

/**
 * A forecast in ranks, mixed with the long-run distribution, whose ranks are even from 0 to 1: what comes is as forecast, or, with a
 * probability that grows with the lead, as the past was as a whole. Mixed are the distributions, not their quantiles, so that what is
 * nearly certain stays in its place.
 */
final class LongRunMix {

    /** What a forecast far ahead has of the long run; half of it a day ahead. */
    private static final double MOST = 0.5;

    /** Halvings of the range of ranks. */
    private static final int HALVINGS = 32;

    private static final double[] LEVELS = levels();

    private LongRunMix() {}

    private static double[] levels() {
        double[] levels = new double[43];
        for (int l = 2; l < levels.length - 2; l++) {
            levels[l] = (l - 1) / 40.0;
        }
        levels[0] = 0.005;
        levels[1] = 0.0125;
        levels[levels.length - 2] = 0.9875;
        levels[levels.length - 1] = 0.995;
        return levels;
    }

    /** {@return the levels that a forecast is asked for, in increasing order; not to be changed} */
    static double[] asked() {
        return LEVELS;
    }

    /** {@return the probability of the long run at a lead} */
    static double share(int lead, int day) {
        return MOST * lead / (lead + (double) day);
    }

    /**
     * {@return the rank at a level}
     *
     * @param ranks of the forecast, those of the {@link #asked} levels from a place on, which do not decrease
     * @param share of the long run
     */
    static double rank(double[] ranks, int from, double share, double level) {
        double low = RankScale.LEAST;
        double high = RankScale.MOST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            double below = (1 - share) * below(ranks, from, middle) + share * Math.max(0, Math.min(1, middle));
            if (below >= level) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** {@return the probability of a rank at or below one} */
    private static double below(double[] ranks, int from, double rank) {
        int low = 0;
        int high = LEVELS.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ranks[from + middle] <= rank) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0 || low == LEVELS.length) {
            return low == 0 ? 0 : 1;
        }
        double width = ranks[from + low] - ranks[from + low - 1];
        return LEVELS[low - 1] + (rank - ranks[from + low - 1]) / width * (LEVELS[low] - LEVELS[low - 1]);
    }
}
