// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.filter;

import io.affinity.forecast.arima.process.LagPolynomial;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;

/**
 * How much a stationary ARMA process without gaps learns from each value: the variance of the next one given the past, and
 * by how much its error moves the state.
 *
 * <p>Started from the stationary covariance, the covariance of the state changes by a matrix of rank 1 at each step, so
 * that a step costs the length of the state and not its square (the recursions of Morf, Sidhu and Kailath 1974, as
 * written by Herbst 2015, section 2; for ARMA processes Pearlman 1980). Once the change has died away, nothing is left to
 * compute. Innovations have variance 1; mutable.
 */
final class ArmaGains {

    /** Changes of the covariance that are as small relative to the innovations do not reach the result. */
    private static final double NO_CHANGE = 1e-18;

    /** A moving average that is not invertible has innovations larger than its own: its gain is never that of its terms. */
    private static final double OF_INVERTIBLE = 1e-9;

    /** A variance below that of the innovations by more says that next to a unit root nothing but rounding is left. */
    private static final double ROUNDING = 1e-6;

    /** No process that is stationary, even next to a unit root, has a covariance as large, of its innovations' variance. */
    private static final double MOST = 1e12;

    private static final int STEPS_BETWEEN_CHECKS = 8;
    private static final double[] NONE = {};

    private final LagPolynomial ar;
    private final int size;
    private double[] gain;
    private double[] change;
    private double changeScale;
    private double most;
    private double variance;
    private boolean steady;
    private int steps;

    /** @param covariance of each state element with the value, at first */
    ArmaGains(LagPolynomial ar, double[] covariance) {
        this.ar = ar;
        size = covariance.length;
        variance = covariance[0];
        change = covariance.clone();
        transit();
        gain = change.clone();
        changeScale = -1 / variance;
        most = Math.max(1, 4 * largestChange());
    }

    private ArmaGains(LagPolynomial ar, int size, double[] gain, double[] change) {
        this.ar = ar;
        this.size = size;
        this.gain = gain;
        this.change = change;
    }

    /** {@return those of a process about whose past nothing is left to be learned} */
    static ArmaGains steady(int size) {
        ArmaGains gains = new ArmaGains(LagPolynomial.ONE, size, NONE, NONE);
        gains.becomeSteady();
        return gains;
    }

    private void becomeSteady() {
        steady = true;
        variance = 1;
        gain = NONE;
        change = NONE;
    }

    int size() {
        return size;
    }

    /** {@return the variance of the next value given the past, in units of the innovations' variance; at least 1} */
    double variance() {
        return variance;
    }

    /** {@return whether an error moves the state by the difference of the polynomials' coefficients from now on} */
    boolean isSteady() {
        return steady;
    }

    /** {@return the covariance of the next value with the state at the step after it; not to be modified} */
    double[] gain() {
        return gain;
    }

    /** Moves on to the next step. */
    void advance() {
        if (steady) {
            return;
        }
        double head = change[0];
        transit();
        double before = variance;
        double step = changeScale * head;
        double exact = variance + step * head;
        variance = Math.max(1, exact);
        double share = head / variance;
        // Two loops: the compiler makes vectors of each.
        for (int i = 0; i < size; i++) {
            gain[i] += step * change[i];
        }
        for (int i = 0; i < size; i++) {
            change[i] -= share * gain[i];
        }
        changeScale *= variance / before;
        steps++;
        if (steps % STEPS_BETWEEN_CHECKS == 0) {
            double largest = largestChange();
            boolean over = largest < NO_CHANGE && variance - 1 < OF_INVERTIBLE;
            // All changes together are less than the variance at first, unless rounding has taken over.
            if (over || !(largest <= most)) {
                becomeSteady();
            }
        }
        if (exact < 1 - ROUNDING) {
            becomeSteady();
        }
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

    private void transit() {
        double head = change[0];
        System.arraycopy(change, 1, change, 0, size - 1);
        change[size - 1] = 0;
        for (int k = 0; k < ar.terms(); k++) {
            change[ar.lag(k) - 1] -= ar.coefficient(k) * head;
        }
    }

    private double largestChange() {
        double largest = 0;
        for (double element : change) {
            largest = Math.max(largest, Math.abs(element));
        }
        return largest * largest * Math.abs(changeScale);
    }

    void write(StateWriter out) {
        out.putBoolean(steady);
        if (!steady) {
            out.putDoubles(gain);
            out.putDoubles(change);
            out.putDouble(changeScale);
            out.putDouble(most);
            out.putDouble(variance);
            out.putInt(steps);
        }
    }

    static ArmaGains read(StateReader in, LagPolynomial ar, LagPolynomial ma) {
        int size = Math.max(ar.degree(), ma.degree() + 1);
        if (in.takeBoolean()) {
            return steady(size);
        }
        in.requireRoom(2L * size, Double.BYTES);
        ArmaGains gains = new ArmaGains(ar, size, new double[size], new double[size]);
        in.takeNumbers("a gain", MOST, gains.gain);
        in.takeNumbers("a change", MOST, gains.change);
        gains.changeScale = in.takeDouble("the scale of a change", -MOST, MOST);
        gains.most = in.takeDouble("the most change", 1, Double.MAX_VALUE);
        gains.variance = in.takeDouble("the variance", 1, MOST);
        gains.steps = in.takeInt("the steps of the filter", 0, Integer.MAX_VALUE);
        return gains;
    }
}
