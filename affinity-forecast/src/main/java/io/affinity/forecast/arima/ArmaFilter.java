package io.affinity.forecast.arima;

import java.util.Arrays;

/**
 * The exact Kalman filter of a stationary ARMA process without gaps, for several series of the same process at once.
 *
 * <p>Started from the stationary covariance, the covariance of the state changes by a matrix of rank 1 at each step, so
 * that a step costs the length of the state and not its square (the recursions of Morf, Sidhu and Kailath 1974, as
 * written by Herbst 2015, section 2; for ARMA processes Pearlman 1980). Once the change has died away, only the terms of
 * the two polynomials are left to be added. Innovations have variance 1; mutable.
 */
final class ArmaFilter {

    /** Changes of the covariance that are as small relative to the innovations do not reach the result. */
    private static final double NO_CHANGE = 1e-22;

    private static final int STEPS_BETWEEN_CHECKS = 8;

    private final LagPolynomial ar;
    private final LagPolynomial ma;
    private final int size;
    private final double[][] states;
    private final double[] gain;
    private final double[] change;
    private double changeScale;
    private double variance;
    private boolean steady;
    private int steps;
    /** Where the first element of the states is: in the steady state they are rings. */
    private int first;

    ArmaFilter(LagPolynomial ar, LagPolynomial ma, int series) {
        this.ar = ar;
        this.ma = ma;
        double[] covariance = new ArmaCovariances(ar, ma).withValue();
        size = covariance.length;
        states = new double[series][size];
        variance = covariance[0];
        gain = new double[size];
        transit(covariance, gain);
        change = gain.clone();
        changeScale = -1 / variance;
    }

    /** {@return the variance of the next value given the past, in units of the innovations' variance; at least 1} */
    double variance() {
        return variance;
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
        if (steady) {
            state[first] = 0;
            addTo(state, ar, -value);
            addTo(state, ma, innovation);
            return;
        }
        double expected = state[0];
        double weight = innovation / variance;
        System.arraycopy(state, 1, state, 0, size - 1);
        state[size - 1] = 0;
        for (int i = 0; i < size; i++) {
            state[i] += gain[i] * weight;
        }
        for (int k = 0; k < ar.terms(); k++) {
            state[ar.lag(k) - 1] -= ar.coefficient(k) * expected;
        }
    }

    private void addTo(double[] ring, LagPolynomial polynomial, double factor) {
        for (int k = 0; k < polynomial.terms(); k++) {
            int index = first + polynomial.lag(k);
            ring[index < size ? index : index - size] += polynomial.coefficient(k) * factor;
        }
    }

    /** Moves on to the next step. */
    void advance() {
        if (steady) {
            first = first + 1 == size ? 0 : first + 1;
            return;
        }
        double head = change[0];
        transit(change, change);
        double before = variance;
        double step = changeScale * head;
        variance = Math.max(1, variance + step * head);
        double share = head / variance;
        for (int i = 0; i < size; i++) {
            gain[i] += step * change[i];
            change[i] -= share * gain[i];
        }
        changeScale *= variance / before;
        steps++;
        if (steps % STEPS_BETWEEN_CHECKS == 0 && largestChange() < NO_CHANGE) {
            steady = true;
            variance = 1;
        }
    }

    boolean isSteady() {
        return steady;
    }

    /** Adds what the next {@link #advance()} changes in the covariance of the state. */
    void addChange(double[][] covariance) {
        for (int i = 0; i < size && !steady; i++) {
            double factor = changeScale * change[i];
            for (int j = 0; j < size; j++) {
                covariance[i][j] += factor * change[j];
            }
        }
    }

    private double largestChange() {
        double largest = 0;
        for (double element : change) {
            largest = Math.max(largest, element * element);
        }
        return largest * Math.abs(changeScale);
    }

    /** The transition of the state; {@code to} may be {@code from}. */
    private void transit(double[] from, double[] to) {
        double head = from[0];
        System.arraycopy(from, 1, to, 0, size - 1);
        to[size - 1] = 0;
        for (int k = 0; k < ar.terms(); k++) {
            to[ar.lag(k) - 1] -= ar.coefficient(k) * head;
        }
    }

    @Override
    public String toString() {
        return "variance " + variance + ", states " + Arrays.deepToString(states);
    }
}
