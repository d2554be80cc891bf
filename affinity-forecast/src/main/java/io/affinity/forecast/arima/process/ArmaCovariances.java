// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.process;

/**
 * The exact second moments of a stationary ARMA process with innovations of variance 1, in the state-space form of Harvey
 * (1989, section 3.3): state element {@code i} is what the past up to now contributes to the value {@code i} steps on.
 *
 * <p>The autocovariances of the autoregression alone follow from its partial autocorrelations by the Durbin-Levinson
 * recursion, in the square of its longest lag; those of the whole from them by the moving average's few terms.
 */
public final class ArmaCovariances {

    private final LagPolynomial ar;
    private final LagPolynomial ma;
    private final int size;
    private final double[] valueCovariance;

    /** @throws IllegalArgumentException if the autoregression is not stationary */
    public ArmaCovariances(LagPolynomial ar, LagPolynomial ma) {
        this.ar = ar;
        this.ma = ma;
        size = Math.max(ar.degree(), ma.degree() + 1);
        valueCovariance = valueCovariance(autocovariances());
    }

    /** {@return covariance of each state element with the value itself} */
    public double[] withValue() {
        return valueCovariance.clone();
    }

    /** {@return the covariance of the state} */
    public double[][] ofState() {
        double[][] covariance = new double[size][size];
        // P = T P T' + R R' read from its end: each element follows from its lower right neighbor and the first column.
        for (int i = size - 1; i > 0; i--) {
            for (int j = i; j > 0; j--) {
                double below = i + 1 < size ? covariance[i + 1][j + 1] : 0;
                double rows = j + 1 < size ? valueCovariance[j + 1] : 0;
                double columns = i + 1 < size ? valueCovariance[i + 1] : 0;
                double phiI = -ar.at(i + 1);
                double phiJ = -ar.at(j + 1);
                double value =
                        phiI * phiJ * valueCovariance[0] + phiI * rows + phiJ * columns + below + ma.at(i) * ma.at(j);
                covariance[i][j] = value;
                covariance[j][i] = value;
            }
        }
        for (int i = 0; i < size; i++) {
            covariance[i][0] = valueCovariance[i];
            covariance[0][i] = valueCovariance[i];
        }
        return covariance;
    }

    private double[] valueCovariance(double[] gamma) {
        double[] psi = ar.divide(ma, size);
        double[] covariance = new double[size];
        covariance[0] = gamma[0];
        for (int i = 1; i < size; i++) {
            double sum = 0;
            for (int k = 0; k < ar.terms(); k++) {
                if (ar.lag(k) > i) {
                    sum -= ar.coefficient(k) * gamma[ar.lag(k) - i];
                }
            }
            for (int k = 0; k < ma.terms(); k++) {
                if (ma.lag(k) >= i) {
                    sum += ma.coefficient(k) * psi[ma.lag(k) - i];
                }
            }
            covariance[i] = sum;
        }
        return covariance;
    }

    /** Lags 0 to size. */
    private double[] autocovariances() {
        double[] pure = autocovariancesOfAr(size + 2 * ma.degree());
        // First one side of theta(B) theta(1/B), then the other.
        int half = size + ma.degree() + 1;
        double[] oneSided = new double[half + ma.degree()];
        for (int lag = -ma.degree(); lag < half; lag++) {
            double sum = pure[Math.abs(lag)];
            for (int k = 0; k < ma.terms(); k++) {
                sum += ma.coefficient(k) * pure[Math.abs(lag + ma.lag(k))];
            }
            oneSided[lag + ma.degree()] = sum;
        }
        double[] gamma = new double[size + 1];
        for (int lag = 0; lag <= size; lag++) {
            double sum = oneSided[lag + ma.degree()];
            for (int k = 0; k < ma.terms(); k++) {
                sum += ma.coefficient(k) * oneSided[lag - ma.lag(k) + ma.degree()];
            }
            gamma[lag] = sum;
        }
        return gamma;
    }

    private double[] autocovariancesOfAr(int most) {
        int order = ar.degree();
        double[] gamma = new double[most + 1];
        double[][] orders = new double[order + 1][];
        double[] current = new double[order];
        for (int i = 0; i < order; i++) {
            current[i] = -ar.at(i + 1);
        }
        double shrink = 1;
        for (int k = order; k > 0; k--) {
            orders[k] = current;
            double last = current[k - 1];
            if (!(Math.abs(last) < 1)) {
                throw new IllegalArgumentException("The autoregressive part must be stationary, but its polynomial is "
                        + ar + ", with a partial autocorrelation of " + last + " at lag " + k + ".");
            }
            double scale = 1 / ((1 - last) * (1 + last));
            shrink *= scale;
            double[] shorter = new double[k - 1];
            for (int j = 0; j < k - 1; j++) {
                shorter[j] = (current[j] + last * current[k - 2 - j]) * scale;
            }
            current = shorter;
        }
        gamma[0] = shrink;
        double variance = shrink;
        for (int k = 1; k <= Math.min(order, most); k++) {
            double[] now = orders[k];
            double sum = now[k - 1] * variance;
            if (k > 1) {
                double[] before = orders[k - 1];
                for (int j = 0; j < k - 1; j++) {
                    sum += before[j] * gamma[k - 1 - j];
                }
            }
            gamma[k] = sum;
            variance *= (1 - now[k - 1]) * (1 + now[k - 1]);
        }
        for (int k = order + 1; k <= most; k++) {
            gamma[k] = -ar.past(gamma, k);
        }
        return gamma;
    }
}
