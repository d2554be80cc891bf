// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.filter;

import io.affinity.forecast.arima.process.ArmaCovariances;
import io.affinity.forecast.arima.process.LagPolynomial;

/**
 * The exact Kalman filter of a stationary ARMA process without gaps, for several series of the same process at once. A
 * step costs the length of the state; in the steady state only the terms of the two polynomials. Mutable.
 */
final class ArmaFilter {

    private final LagPolynomial ar;
    private final LagPolynomial ma;
    private final ArmaGains gains;
    private final int size;
    /** In the steady state these are rings, from {@link #first} on. */
    private final double[][] states;

    private int first;

    ArmaFilter(LagPolynomial ar, LagPolynomial ma, int series) {
        this.ar = ar;
        this.ma = ma;
        gains = new ArmaGains(ar, new ArmaCovariances(ar, ma).withValue());
        size = gains.size();
        states = new double[series][size];
    }

    /** {@return the variance of the next value given the past, in units of the innovations' variance; at least 1} */
    double variance() {
        return gains.variance();
    }

    /** {@return the expected next value of a series} */
    double expected(int series) {
        return states[series][first];
    }

    /** {@return what the past contributes to the value {@code steps} steps after the next one} */
    double contribution(int series, int stepsAfter) {
        if (stepsAfter >= size) {
            return 0;
        }
        int index = first + stepsAfter;
        return states[series][index < size ? index : index - size];
    }

    /** Takes the next value of one series; {@link #advance()} must follow once all have theirs. */
    void take(int series, double value) {
        double[] state = states[series];
        double innovation = value - state[first];
        if (gains.isSteady()) {
            state[first] = 0;
            ar.addTo(state, first, -value);
            ma.addTo(state, first, innovation);
            return;
        }
        double expected = state[0];
        double weight = innovation / gains.variance();
        double[] gain = gains.gain();
        System.arraycopy(state, 1, state, 0, size - 1);
        state[size - 1] = 0;
        for (int i = 0; i < size; i++) {
            state[i] += gain[i] * weight;
        }
        for (int k = 0; k < ar.terms(); k++) {
            state[ar.lag(k) - 1] -= ar.coefficient(k) * expected;
        }
    }

    /** Moves on to the next step. */
    void advance() {
        if (gains.isSteady()) {
            first = first + 1 == size ? 0 : first + 1;
        } else {
            gains.advance();
        }
    }

    boolean isSteady() {
        return gains.isSteady();
    }

    /** Adds what the next {@link #advance()} changes in the covariance of the state. */
    void addChange(double[][] covariance) {
        gains.addChange(covariance);
    }
}
