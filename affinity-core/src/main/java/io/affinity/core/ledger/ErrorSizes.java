// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

/**
 * How large the errors of a reference are at one lead, kept in four places of an array: the mean absolute error, and the sizes
 * that 50, 80 and 95 % of the absolute errors do not exceed.
 *
 * <p>After {@value #FIRST} errors, during which normal errors are assumed, each size follows the errors by the recursion {@code
 * q <- q + 0.05 x mean x (exceeded - (1 - coverage))}, whose fixed point covers what it should, whatever the distribution.
 * Source: Robbins and Monro (1951); as intervals, Angelopoulos, Candes and Tibshirani, "Conformal PID Control for Time Series
 * Prediction" (2023), section 2.1, quantile tracking.
 */
final class ErrorSizes {

    static final int LENGTH = 4;

    private static final int FIRST = 20;
    private static final double GAIN = 0.05;
    private static final double[] COVERAGES = {0.5, 0.8, 0.95};

    /** Quantiles of the absolute value of a normal variable, in units of its mean absolute value. */
    private static final double[] NORMAL = {0.8453, 1.6062, 2.4565};

    private ErrorSizes() {}

    /**
     * Takes an error.
     *
     * @param count of errors so far, this one included
     * @param weight of the error in the mean
     */
    static void add(float[] state, int at, double error, double count, double weight) {
        double size = Math.abs(error);
        state[at] += (float) (weight * (size - state[at]));
        for (int c = 0; c < COVERAGES.length; c++) {
            int q = at + 1 + c;
            if (count <= FIRST) {
                state[q] = (float) (NORMAL[c] * state[at]);
            } else {
                double exceeded = size > state[q] ? 1 : 0;
                state[q] = (float) Math.max(0, state[q] + GAIN * state[at] * (exceeded - (1 - COVERAGES[c])));
            }
        }
    }

    /** {@return the size that 80 % of the errors do not exceed} */
    static double of80(float[] state, int at) {
        return state[at + 2];
    }

    /** {@return how far the quantile at a level is from the middle, signed; linear between the sizes that are known} */
    static double offset(float[] state, int at, double level) {
        double coverage = Math.abs(2 * level - 1);
        double low = 0;
        double from = 0;
        double value = 0;
        for (int c = 0; c < COVERAGES.length; c++) {
            // Each size follows the errors by itself, so they may cross for a while.
            double size = Math.max(from, state[at + 1 + c]);
            value = from + (size - from) * (coverage - low) / (COVERAGES[c] - low);
            if (coverage <= COVERAGES[c]) {
                break;
            }
            low = COVERAGES[c];
            from = size;
        }
        return level < 0.5 ? -value : value;
    }
}
