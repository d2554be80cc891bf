// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.estimation;

import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.process.LagPolynomial;
import io.affinity.forecast.numeric.NormalEquations;

/**
 * Where a search for ARMA coefficients begins (Hannan and Rissanen 1982): a long autoregression tells the innovations
 * roughly, and a regression on lagged values and innovations the coefficients. The products of the seasonal polynomials
 * are left out.
 */
final class ArimaStart {

    private static final double RIDGE = 1e-6;

    private final ArimaOrder order;
    private final double[] values;
    private final double[] innovations;

    /** @param differences NaN where they are not known, which count as 0 */
    ArimaStart(ArimaOrder order, double[] differences) {
        this.order = order;
        values = new double[differences.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(differences[i]) ? 0 : differences[i];
        }
        int reach = Math.max(order.ar(), order.ma())
                + Math.max(order.seasonalAr(), order.seasonalMa()) * order.period()
                + 5;
        innovations = innovations(Math.min(reach, values.length / 3));
    }

    /** {@return the coefficients, in R's order; they need not be stationary or invertible} */
    double[] coefficients() {
        int count = order.coefficients();
        int[] lags = lags();
        int longest = 0;
        for (int lag : lags) {
            longest = Math.max(longest, lag);
        }
        double[] normal = new double[count * count];
        double[] right = new double[count];
        double[] row = new double[count];
        for (int t = longest; t < values.length; t++) {
            for (int i = 0; i < count; i++) {
                row[i] = (isAr(i) ? values : innovations)[t - lags[i]];
            }
            for (int i = 0; i < count; i++) {
                for (int j = 0; j <= i; j++) {
                    normal[i * count + j] += row[i] * row[j];
                }
                right[i] += row[i] * values[t];
            }
        }
        return solve(normal, right);
    }

    private boolean isAr(int index) {
        int seasonal = index - order.ar() - order.ma();
        return index < order.ar() || (seasonal >= 0 && seasonal < order.seasonalAr());
    }

    private int[] lags() {
        int[] lags = new int[order.coefficients()];
        int next = 0;
        int[] counts = {order.ar(), order.ma(), order.seasonalAr(), order.seasonalMa()};
        for (int part = 0; part < counts.length; part++) {
            for (int i = 1; i <= counts[part]; i++) {
                lags[next] = part < 2 ? i : i * order.period();
                next++;
            }
        }
        return lags;
    }

    /** One-step errors of an autoregression by Durbin and Levinson on the sample's autocovariances. */
    private double[] innovations(int longest) {
        double[] covariance = new double[longest + 1];
        for (int lag = 0; lag <= longest; lag++) {
            for (int t = lag; t < values.length; t++) {
                covariance[lag] += values[t] * values[t - lag];
            }
        }
        double[] partial = new double[longest];
        double[] coefficients = new double[0];
        double variance = covariance[0];
        for (int k = 0; k < longest && variance > 0; k++) {
            double sum = covariance[k + 1];
            for (int j = 0; j < k; j++) {
                sum -= coefficients[j] * covariance[k - j];
            }
            partial[k] = Math.max(-1, Math.min(1, sum / variance));
            variance *= 1 - partial[k] * partial[k];
            double[] next = new double[k + 1];
            for (int j = 0; j < k; j++) {
                next[j] = coefficients[j] - partial[k] * coefficients[k - 1 - j];
            }
            next[k] = partial[k];
            coefficients = next;
        }
        return padded(LagPolynomial.of(coefficients, -1, 1).filter(values));
    }

    private double[] padded(double[] filtered) {
        double[] all = new double[values.length];
        System.arraycopy(filtered, 0, all, values.length - filtered.length, filtered.length);
        return all;
    }

    /** With a little ridge, so that there always is a solution; 0 where there is nothing to learn. */
    private static double[] solve(double[] matrix, double[] right) {
        int n = right.length;
        for (int i = 0; i < n; i++) {
            matrix[i * n + i] *= 1 + RIDGE;
        }
        NormalEquations equations = new NormalEquations(n, 0);
        equations.decompose(matrix);
        equations.solve(right);
        return right;
    }
}
