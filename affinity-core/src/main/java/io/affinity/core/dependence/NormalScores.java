// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

import java.util.Arrays;

/**
 * Values as the normal scores of their ranks, so that a single one, however large, says no more than the largest of a normal sample does,
 * and the many small ones say less than the few large ones; and how long they remember. Immutable.
 *
 * <p>Source: van der Waerden, Proc. Koninklijke Nederlandse Akademie A 55 (1952): rank {@code i} of {@code n} stands for the quantile
 * {@code i / (n + 1)} of the normal distribution.
 */
final class NormalScores {

    private static final int LONGEST_MEMORY = 24;

    /** Zero, their mean, where the value is missing. */
    private final float[] scores;

    private final boolean[] known;
    private final int first;
    private final boolean hasGaps;
    private final double meanSquare;
    private final double[] memory;

    private NormalScores(float[] scores, boolean[] known, int count) {
        this.scores = scores;
        this.known = known;
        int begin = 0;
        while (begin < known.length && !known[begin]) {
            begin++;
        }
        this.first = begin;
        this.hasGaps = count < known.length - first;
        double square = sum(scores, scores, first, scores.length, 0);
        this.meanSquare = count == 0 ? 0 : square / count;
        this.memory = new double[Math.min(LONGEST_MEMORY, scores.length / 4)];
        for (int lag = 1; lag <= memory.length && square > 0; lag++) {
            memory[lag - 1] = sum(scores, scores, first, scores.length - lag, lag) / square;
        }
    }

    /** {@return the scores of these values, NaN being missing} */
    static NormalScores of(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        float[] byRank = new float[sorted.length];
        for (int from = 0; from < sorted.length; ) {
            int to = from;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            Arrays.fill(byRank, from, to, (float) NormalQuantile.at(rank / (sorted.length + 1)));
            from = to;
        }
        float[] scores = new float[values.length];
        boolean[] known = new boolean[values.length];
        for (int i = 0; i < scores.length; i++) {
            known[i] = !Double.isNaN(values[i]);
            scores[i] = known[i] ? byRank[Arrays.binarySearch(sorted, values[i])] : 0;
        }
        return new NormalScores(scores, known, sorted.length);
    }

    /** {@return the sum of products of one from an index on with another {@code lag} later}; in four parts, which processors add at once */
    private static double sum(float[] one, float[] other, int from, int to, int lag) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a += one[i] * other[i + lag];
            b += one[i + 1] * other[i + 1 + lag];
            c += one[i + 2] * other[i + 2 + lag];
            d += one[i + 3] * other[i + 3 + lag];
        }
        for (; i < to; i++) {
            a += one[i] * other[i + lag];
        }
        return a + b + c + d;
    }

    /**
     * {@return the correlation with another's scores {@code lag} steps later}: the mean product where both are known, over the deviations of
     * each; 0 where fewer than {@code fewest} pairs are, or one never changes
     */
    double correlation(NormalScores other, int lag, int fewest) {
        int pairs = common(other, lag);
        double scale = Math.sqrt(meanSquare * other.meanSquare);
        if (pairs < fewest || scale == 0) {
            return 0;
        }
        double mean = sum(scores, other.scores, from(other, lag), to(lag), lag) / pairs;
        return Math.max(-1, Math.min(1, mean / scale));
    }

    private int from(NormalScores other, int lag) {
        return Math.max(first, other.first - lag);
    }

    private int to(int lag) {
        return Math.min(scores.length, scores.length - lag);
    }

    /** {@return in how many steps both are known, if one is {@code lag} steps later} */
    int common(NormalScores other, int lag) {
        int from = from(other, lag);
        int to = to(lag);
        if (!hasGaps && !other.hasGaps) {
            return Math.max(0, to - from);
        }
        int count = 0;
        for (int i = from; i < to; i++) {
            count += known[i] && other.known[i + lag] ? 1 : 0;
        }
        return count;
    }

    /** {@return as many independent pairs as tell what so many of these two do; as {@link RankedDemand#effectiveSamples} has it} */
    double effective(NormalScores other, int pairs) {
        double sum = 0;
        for (int lag = 1; lag <= Math.min(memory.length, other.memory.length); lag++) {
            sum += (1 - (double) lag / scores.length) * memory[lag - 1] * other.memory[lag - 1];
        }
        return Math.max(4, Math.min(pairs, pairs / Math.max(0.1, 1 + 2 * sum)));
    }
}
