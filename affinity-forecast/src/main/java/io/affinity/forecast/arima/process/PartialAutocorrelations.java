// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.process;

/**
 * The Durbin-Levinson recursion in both directions: between the coefficients of an autoregression and its partial
 * autocorrelations, which lie in (-1, 1) exactly for the stationary ones (Monahan 1984; Jones 1980).
 */
public final class PartialAutocorrelations {

    private PartialAutocorrelations() {}

    /** {@return the coefficients of the autoregression with these partial autocorrelations} */
    public static double[] toCoefficients(double[] partial) {
        double[] coefficients = partial.clone();
        double[] before = new double[partial.length];
        for (int k = 1; k < partial.length; k++) {
            System.arraycopy(coefficients, 0, before, 0, k);
            for (int j = 0; j < k; j++) {
                coefficients[j] = before[j] - partial[k] * before[k - 1 - j];
            }
        }
        return coefficients;
    }

    /** {@return the partial autocorrelations; one of size 1 or more if the autoregression is not stationary} */
    public static double[] of(double[] coefficients) {
        double[] current = coefficients.clone();
        double[] before = new double[current.length];
        for (int k = current.length - 1; k > 0; k--) {
            double last = current[k];
            if (!(Math.abs(last) < 1)) {
                return current;
            }
            double scale = 1 / ((1 - last) * (1 + last));
            for (int j = 0; j < k; j++) {
                before[j] = (current[j] + last * current[k - 1 - j]) * scale;
            }
            System.arraycopy(before, 0, current, 0, k);
        }
        return current;
    }

    /** {@return the variance of the process with innovations of variance 1; infinite if it is not stationary} */
    static double variance(double[] coefficients) {
        double variance = 1;
        for (double partial : of(coefficients)) {
            if (!(Math.abs(partial) < 1)) {
                return Double.POSITIVE_INFINITY;
            }
            variance /= (1 - partial) * (1 + partial);
        }
        return variance;
    }

    static boolean isStationary(double[] coefficients) {
        return Double.isFinite(variance(coefficients));
    }
}
