// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outside;

import java.util.Arrays;

/**
 * Which values of a series can be: finite, below {@value #MOST}, and not more than {@value #ABSURD_RATIO} times as far from its median as
 * 99 % of the values that are known. Of fewer than {@value #FEWEST}, or of values that hardly ever change, it cannot be told.
 */
record Plausible(double median, double distance) {

    static final int FEWEST = 96;

    private static final double MOST = 1e15;
    private static final double ABSURD_RATIO = 1000;
    private static final double SHARE = 0.99;

    /** @param values without missing ones */
    static Plausible of(double[] values) {
        if (values.length < FEWEST) {
            return new Plausible(0, 0);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        double[] distances = Arrays.stream(sorted)
                .map(value -> Math.abs(value - median))
                .sorted()
                .toArray();
        return new Plausible(median, distances[(int) (SHARE * (distances.length - 1))]);
    }

    boolean allows(double value) {
        return Math.abs(value) < MOST && (distance == 0 || Math.abs(value - median) <= ABSURD_RATIO * distance);
    }
}
