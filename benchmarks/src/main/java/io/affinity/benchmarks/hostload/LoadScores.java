// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import java.util.Arrays;

/**
 * How the loads of hosts came out among those of the scenarios. Of S scenarios and the outcome every order is equally likely
 * if they are honest, so {@code (S + 1 - 2k) / (S + 1)} of the outcomes are in the interval from the k-th smallest to the
 * k-th largest load, and {@code k / (S + 1)} above and below it each, with the k for which that is next to a tenth.
 */
final class LoadScores {

    /** The share of outcomes above the interval: of 32 scenarios 3 in 33, next to a tenth. */
    private static final double TAIL = 1.0 / 11;

    private final int scenarios;
    private final int tail;
    private long outcomes;
    private long above;
    private long below;
    private double predicted;
    private double happened;
    private double ranks;
    private double squaredErrors;
    private double variances;
    private double crps;

    /** @param scenarios at least 6, so that an interval has something outside */
    LoadScores(int scenarios) {
        this.scenarios = scenarios;
        this.tail = (int) Math.round(TAIL * (scenarios + 1));
        if (tail < 1) {
            throw new IllegalArgumentException("The number of scenarios (" + scenarios + ") must be at least 6.");
        }
    }

    /**
     * Counts one outcome.
     *
     * @param loads of the scenarios, in any order
     */
    void add(double[] loads, double actual) {
        double[] sorted = loads.clone();
        Arrays.sort(sorted);
        double mean = Arrays.stream(sorted).sum() / scenarios;
        outcomes++;
        predicted += mean;
        happened += actual;
        // An outcome at the bound is within: a host that is idle, and was said to be, is no error.
        above += actual > sorted[scenarios - tail] ? 1 : 0;
        below += actual < sorted[tail - 1] ? 1 : 0;
        squaredErrors += (actual - mean) * (actual - mean);
        double differences = 0;
        for (int s = 0; s < scenarios; s++) {
            ranks += rank(sorted[s], actual) / scenarios;
            variances += (sorted[s] - mean) * (sorted[s] - mean) / (scenarios - 1);
            crps += Math.abs(sorted[s] - actual) / scenarios;
            differences += (2.0 * s + 1 - scenarios) * sorted[s];
        }
        crps -= differences / scenarios / (scenarios - 1);
    }

    /** A tie counts half. */
    private static double rank(double load, double actual) {
        return (1 + Math.signum(actual - load)) / 2;
    }

    long outcomes() {
        return outcomes;
    }

    /** {@return the share that is within the interval if scenarios are honest} */
    double nominalInside() {
        return 1 - 2 * nominalTail();
    }

    double nominalTail() {
        return (double) tail / (scenarios + 1);
    }

    /** {@return the mean of the scenarios over that of the outcomes; 1 is without bias} */
    double meanRatio() {
        return predicted / happened;
    }

    double inside() {
        return 1 - above() - below();
    }

    double above() {
        return (double) above / outcomes;
    }

    double below() {
        return (double) below / outcomes;
    }

    /** {@return the mean share of scenarios below the outcome, ties half; 0.5 is without bias} */
    double meanRank() {
        return ranks / outcomes;
    }

    /** {@return the mean squared error of the scenarios' mean over what their variance lets expect; 1 is honest} */
    double errorVariance() {
        return squaredErrors / (variances * (1 + 1.0 / scenarios));
    }

    /**
     * {@return the continuous ranked probability score, without the bias of few scenarios, as a share of the mean load; lower
     * is better (Ferro, Quarterly Journal of the Royal Meteorological Society 140, 2014)}
     */
    double crps() {
        return crps / happened;
    }
}
