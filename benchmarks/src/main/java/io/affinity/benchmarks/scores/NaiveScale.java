// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.scores;

/** The unit that errors of different series are compared in: what the naive forecast does within the history. */
public final class NaiveScale {

    private NaiveScale() {}

    /**
     * {@return the mean absolute difference of values one period apart (Hyndman and Koehler 2006), over the pairs that are
     * not missing; NaN without any}
     *
     * @param period at least 1; 1 is the naive forecast without a season
     */
    public static double of(double[] history, int period) {
        double sum = 0;
        int pairs = 0;
        for (int i = period; i < history.length; i++) {
            double difference = Math.abs(history[i] - history[i - period]);
            if (!Double.isNaN(difference)) {
                sum += difference;
                pairs++;
            }
        }
        return pairs == 0 ? Double.NaN : sum / pairs;
    }
}
