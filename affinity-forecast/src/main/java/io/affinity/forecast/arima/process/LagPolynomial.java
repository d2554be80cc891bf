// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.process;

import io.affinity.forecast.arima.model.ArimaOrder;
import java.util.Arrays;

/** A polynomial {@code 1 + c_1 B + c_2 B^2 + ...} in the shift operator; most coefficients of a seasonal one are 0. */
public final class LagPolynomial {

    public static final LagPolynomial ONE = new LagPolynomial(new double[] {1});

    private final double[] dense;
    private final int[] lags;
    private final double[] sparse;

    private LagPolynomial(double[] dense) {
        this.dense = dense;
        int count = 0;
        for (int i = 1; i < dense.length; i++) {
            count += dense[i] != 0 ? 1 : 0;
        }
        lags = new int[count];
        sparse = new double[count];
        int next = 0;
        for (int i = 1; i < dense.length; i++) {
            if (dense[i] != 0) {
                lags[next] = i;
                sparse[next] = dense[i];
                next++;
            }
        }
    }

    /** {@return {@code 1 + sign * (c_1 B^spacing + c_2 B^(2 spacing) + ...)}} */
    public static LagPolynomial of(double[] coefficients, double sign, int spacing) {
        double[] dense = new double[coefficients.length * spacing + 1];
        dense[0] = 1;
        for (int i = 0; i < coefficients.length; i++) {
            dense[(i + 1) * spacing] = sign * coefficients[i];
        }
        return new LagPolynomial(dense);
    }

    /** {@return {@code (1-B)^d (1-B^s)^D}} */
    public static LagPolynomial difference(ArimaOrder order) {
        LagPolynomial product = ONE;
        for (int i = 0; i < order.differences(); i++) {
            product = product.times(of(new double[] {1}, -1, 1));
        }
        for (int i = 0; i < order.seasonalDifferences(); i++) {
            product = product.times(of(new double[] {1}, -1, order.period()));
        }
        return product;
    }

    public LagPolynomial times(LagPolynomial other) {
        double[] product = new double[degree() + other.degree() + 1];
        for (int i = 0; i < dense.length; i++) {
            for (int j = 0; j < other.dense.length && dense[i] != 0; j++) {
                product[i + j] += dense[i] * other.dense[j];
            }
        }
        return new LagPolynomial(product);
    }

    public int degree() {
        return dense.length - 1;
    }

    /** {@return the coefficient of a lag, 0 or more; 0 beyond the degree} */
    public double at(int lag) {
        return lag < dense.length ? dense[lag] : 0;
    }

    /** {@return how many coefficients are not 0, that of lag 0 not counted} */
    public int terms() {
        return lags.length;
    }

    /** {@return the lag of the term with this index, in ascending order} */
    public int lag(int term) {
        return lags[term];
    }

    public double coefficient(int term) {
        return sparse[term];
    }

    /** {@return {@code sum of c_i values[at - i]} over the lags from 1 on; values before the first count as 0} */
    public double past(double[] values, int at) {
        double sum = 0;
        for (int k = 0; k < lags.length && lags[k] <= at; k++) {
            sum += sparse[k] * values[at - lags[k]];
        }
        return sum;
    }

    /** {@return the filtered values, shorter by the degree; NaN where a value that is needed is missing} */
    public double[] filter(double[] values) {
        int length = Math.max(0, values.length - degree());
        double[] filtered = new double[length];
        for (int t = 0; t < length; t++) {
            int at = t + degree();
            filtered[t] = values[at] + past(values, at);
        }
        return filtered;
    }

    /** {@return the first coefficients of {@code numerator / this}, as a power series in B} */
    public double[] divide(LagPolynomial numerator, int length) {
        double[] series = new double[length];
        for (int i = 0; i < length; i++) {
            series[i] = numerator.at(i) - past(series, i);
        }
        return series;
    }

    /** Replaces a ring {@code x} by {@code x_(i+1) - c_(i+1) x_0}; {@code x_0} is at {@code first} before, one on after. */
    public void shift(double[] ring, int first) {
        double head = ring[first];
        ring[first] = 0;
        addTo(ring, first, -head);
    }

    /** Adds {@code factor c_i}, for the lags from 1 on, to the element {@code i} places after {@code first} of a ring. */
    public void addTo(double[] ring, int first, double factor) {
        for (int k = 0; k < lags.length; k++) {
            int index = first + lags[k];
            ring[index < ring.length ? index : index - ring.length] += sparse[k] * factor;
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(dense);
    }
}
