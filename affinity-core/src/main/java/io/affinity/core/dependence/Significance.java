// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** When a correlation is more than chance. */
final class Significance {

    private Significance() {}

    /**
     * {@return the probability that independent series show at least this rank correlation, in either direction}
     *
     * <p>Fisher's transformation with the variance of Fieller, Hartley and Pearson, "Tests for Rank Correlation
     * Coefficients", Biometrika 44 (1957): {@code 1.06 / (n - 3)}.
     *
     * @param samples more than 3
     */
    static double pValue(double correlation, double samples) {
        double bounded = Math.min(Math.abs(correlation), 1 - 1e-12);
        double z = 0.5 * Math.log((1 + bounded) / (1 - bounded));
        return 2 * upperTail(z * Math.sqrt((samples - 3) / 1.06));
    }

    /**
     * {@return the probability that a standard normal variable exceeds z, which is not negative}
     *
     * <p>Below 3 by the series of Marsaglia, J. Statistical Software 11 (2004), section 2; above by Laplace's continued
     * fraction, Abramowitz and Stegun 26.2.14, so that small probabilities keep their digits.
     */
    static double upperTail(double z) {
        double density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
        if (z < 3) {
            double term = z;
            double sum = z;
            for (int i = 3; term > 1e-17 * sum; i += 2) {
                term *= z * z / i;
                sum += term;
            }
            return 0.5 - density * sum;
        }
        double fraction = z;
        for (int i = 60; i >= 1; i--) {
            fraction = z + i / fraction;
        }
        return density / fraction;
    }

    /**
     * {@return the indexes of the hypotheses that are rejected, the smallest p-value first, so that the expected share of
     * wrong ones among them is at most {@code rate}}
     *
     * <p>Source: Benjamini and Hochberg, "Controlling the False Discovery Rate", J. Royal Statistical Society B 57 (1995). It
     * holds for tests that are independent or positively dependent.
     */
    static int[] discoveries(double[] pValues, double rate) {
        int[] order = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int count = 0;
        for (int k = 0; k < order.length; k++) {
            if (pValues[order[k]] <= rate * (k + 1) / order.length) {
                count = k + 1;
            }
        }
        return Arrays.copyOf(order, count);
    }
}
