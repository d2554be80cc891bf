// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.calibration;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.forecast.QuantileLevels;
import java.util.Arrays;

/**
 * The distribution of the scores at one lead: how far values were from what had been forecast for them, in units of what the
 * model then took for the standard deviation. Older scores count less. These are the conformity scores of a split conformal
 * predictor (Vovk, Gammerman and Shafer 2005, chapter 4) with weights that fade with age, as Barber, Candes, Ramdas and
 * Tibshirani (2023) propose where the distribution drifts; kept in bins, so that a new one takes constant time.
 */
final class LeadScores {

    /** So many scores are remembered, on the average. */
    private static final double MEMORY = 720;

    private static final float GROWTH = (float) (1 / (1 - 1 / MEMORY));

    /** Weights are brought down before they become inexact. */
    private static final float MOST_WEIGHT = 1e6f;

    private static final float LEAST_WEIGHT = 0.5f;

    private static final float MOST_TOTAL = 1e12f;

    private static final double MOST_SQUARE = 100;

    private final float[] bins = new float[ScoreBins.COUNT];
    private float weight = 1;
    private float total;
    private double squares;

    void write(StateWriter out) {
        out.putFloat(weight);
        out.putFloat(total);
        out.putDouble(squares);
        int used = 0;
        for (float bin : bins) {
            used += bin > 0 ? 1 : 0;
        }
        out.putInt(used);
        for (int i = 0; i < bins.length; i++) {
            if (bins[i] > 0) {
                out.putInt(i);
                out.putFloat(bins[i]);
            }
        }
    }

    static LeadScores read(StateReader in) {
        LeadScores scores = new LeadScores();
        scores.weight = in.takeFloat("a weight", LEAST_WEIGHT, 2 * MOST_WEIGHT);
        scores.total = in.takeFloat("the sum of weights", 0, MOST_TOTAL);
        scores.squares = in.takeDouble("the sum of squares", 0, MOST_SQUARE * MOST_TOTAL);
        int used = in.takeInt("the number of bins", 0, ScoreBins.COUNT);
        for (int i = 0; i < used; i++) {
            int bin = in.takeInt("a bin", 0, ScoreBins.COUNT - 1);
            scores.bins[bin] = in.takeFloat("the weight of a bin", 0, MOST_TOTAL);
        }
        return scores;
    }

    void add(double score) {
        weight *= GROWTH;
        bins[ScoreBins.of(score)] += weight;
        total += weight;
        squares += weight * Math.min(MOST_SQUARE, score * score);
        if (weight > MOST_WEIGHT) {
            for (int i = 0; i < bins.length; i++) {
                bins[i] /= MOST_WEIGHT;
            }
            total /= MOST_WEIGHT;
            squares /= MOST_WEIGHT;
            weight /= MOST_WEIGHT;
        }
    }

    /**
     * Adds scores of another model, or of this one before it was fitted anew.
     *
     * @param factor by how much they would have been larger in the units of this one
     * @param counted how many they count for
     */
    void take(LeadScores other, double factor, double counted) {
        if (!(other.total > 0 && factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            return;
        }
        double share = counted * weight / other.total;
        for (int i = 0; i < bins.length; i++) {
            if (other.bins[i] > 0) {
                float part = (float) (share * other.bins[i]);
                // The middle of a bin of the same factor is in that bin.
                bins[factor == 1 ? i : ScoreBins.of(factor * (ScoreBins.from(i) + ScoreBins.to(i)) / 2)] += part;
                total += part;
            }
        }
        squares += share * factor * factor * other.squares;
    }

    /** Forgets all scores. */
    void clear() {
        Arrays.fill(bins, 0);
        weight = 1;
        total = 0;
        squares = 0;
    }

    /** {@return how many scores there are, older ones counted for less} */
    double count() {
        return total / weight;
    }

    /** {@return the mean square of the scores; 1 if there are none} */
    double meanSquare() {
        return total > 0 ? squares / total : 1;
    }

    /**
     * Writes the quantiles of the scores.
     *
     * @param independent how many of the scores tell something of their own; beyond what these reach, tails are exponential
     */
    void quantiles(QuantileLevels levels, double independent, double[] into) {
        double most = independent / (independent + 1);
        int bin = 0;
        double below = 0;
        double upTo = bins[0];
        for (int l = 0; l < levels.size(); l++) {
            double probability = Math.max(1 - most, Math.min(most, levels.get(l)));
            double wanted = probability * total;
            while (bin < bins.length - 1 && upTo < wanted) {
                below = upTo;
                bin++;
                upTo += bins[bin];
            }
            double share = bins[bin] > 0 ? Math.min(1, (wanted - below) / bins[bin]) : 0;
            double from = ScoreBins.from(bin);
            double quantile = from + share * (ScoreBins.to(bin) - from);
            boolean outwards = quantile > 0 == levels.get(l) > 0.5;
            into[l] = outwards ? quantile * tail(levels.get(l), most) : quantile;
        }
    }

    /** Beyond what so many scores can tell, the tail is taken for exponential. */
    private static double tail(double probability, double most) {
        double outside = Math.min(probability, 1 - probability);
        double least = 1 - most;
        return outside < least && least < 0.5 ? Math.log(2 * outside) / Math.log(2 * least) : 1;
    }
}
