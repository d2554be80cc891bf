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

    private static final int LONGEST_MEMORY = 48;

    private final float[] scores;
    private final double[] memory;

    private NormalScores(float[] scores) {
        this.scores = scores;
        this.memory = memory(scores);
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
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Double.isNaN(values[i]) ? Float.NaN : byRank[Arrays.binarySearch(sorted, values[i])];
        }
        return new NormalScores(scores);
    }

    private static double[] memory(float[] scores) {
        double variance = 0;
        for (float score : scores) {
            variance += Float.isNaN(score) ? 0 : score * score;
        }
        double[] memory = new double[Math.min(LONGEST_MEMORY, scores.length / 4)];
        for (int lag = 1; lag <= memory.length && variance > 0; lag++) {
            double sum = 0;
            for (int i = lag; i < scores.length; i++) {
                float product = scores[i] * scores[i - lag];
                sum += Float.isNaN(product) ? 0 : product;
            }
            memory[lag - 1] = sum / variance;
        }
        return memory;
    }

    /**
     * {@return the correlation with another's scores {@code lag} steps later, where both are known; 0 where fewer than {@code fewest} pairs
     * are, or one never changes}
     */
    double correlation(NormalScores other, int lag, int fewest) {
        int from = Math.max(0, -lag);
        int to = Math.min(scores.length, scores.length - lag);
        int count = 0;
        double squares = 0;
        double otherSquares = 0;
        double products = 0;
        for (int i = from; i < to; i++) {
            double product = (double) scores[i] * other.scores[i + lag];
            if (!Double.isNaN(product)) {
                count++;
                squares += scores[i] * scores[i];
                otherSquares += other.scores[i + lag] * other.scores[i + lag];
                products += product;
            }
        }
        double variance = squares * otherSquares;
        return count >= fewest && variance > 0 ? products / Math.sqrt(variance) : 0;
    }

    /** {@return in how many steps both are known, if one is {@code lag} steps later} */
    int common(NormalScores other, int lag) {
        int count = 0;
        for (int i = Math.max(0, -lag); i < Math.min(scores.length, scores.length - lag); i++) {
            count += Float.isNaN(scores[i]) || Float.isNaN(other.scores[i + lag]) ? 0 : 1;
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
