// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import java.util.Arrays;

/**
 * Values that are equally likely. Of n of them and the outcome every order is equally likely if they are honest, so the k-th
 * smallest is the quantile at {@code k / (n + 1)}, and between two of them the quantile is on a straight line (Hyndman and Fan,
 * "Sample Quantiles in Statistical Packages", The American Statistician 50, 1996, definition 6). Of fewer than 39 no quantile
 * at 2.5 % is known.
 */
final class EqualChances implements LoadDistribution {

    private final double[] sorted;

    /** @param values in any order, at least one; those below zero count as zero, as no load is */
    EqualChances(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("The number of values (0) must be at least 1.");
        }
        this.sorted =
                Arrays.stream(values).map(value -> Math.max(0, value)).sorted().toArray();
    }

    @Override
    public double quantile(double probability) {
        double place = place(probability) - 1;
        if (place <= 0) {
            return sorted[0];
        }
        int below = (int) place;
        return below >= sorted.length - 1
                ? sorted[sorted.length - 1]
                : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }

    @Override
    public boolean reaches(double probability) {
        double place = place(probability);
        return place >= 1 && place <= sorted.length;
    }

    /** Rounded, as 0.025 x 40 must be 1. */
    private double place(double probability) {
        return Math.round(probability * (sorted.length + 1) * 1e9) / 1e9;
    }

    @Override
    public double above(double capacity) {
        int first = 0;
        int last = sorted.length;
        while (first < last) {
            int middle = (first + last) >>> 1;
            if (sorted[middle] > capacity) {
                last = middle;
            } else {
                first = middle + 1;
            }
        }
        return (double) (sorted.length - first) / sorted.length;
    }
}
