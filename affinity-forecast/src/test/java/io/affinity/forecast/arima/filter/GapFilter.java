// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.filter;

import io.affinity.forecast.arima.process.ArmaCovariances;
import io.affinity.forecast.arima.process.LagPolynomial;
import java.util.Arrays;

/**
 * Another exact Kalman filter of an ARIMA process with gaps, to compare with: straightforward and slow.
 *
 * <p>The state holds the ARMA process (Harvey 1989, section 3.3) and the last levels, about which nothing is known at
 * first: their covariance is infinite, in the exact sense of Durbin and Koopman (2012, section 5.2). Values that go into
 * finding the first levels have no density of their own and are not {@link #isInformed() informed}. A step costs the
 * square of the state. Mutable.
 */
final class GapFilter {

    private static final double NOTHING = 1e-8;

    private final LagPolynomial ar;
    private final LagPolynomial ma;
    private final LagPolynomial difference;
    private final int arma;
    private final int size;
    private final double[][] states;
    private final double[] scratchState;
    private double[][] covariance;
    private double[][] infinite;
    private double[][] scratch;
    private int unknown;
    private final double[] withValue;
    private final double[] infiniteWithValue;
    private double variance;
    private double infiniteVariance;

    GapFilter(LagPolynomial ar, LagPolynomial ma, LagPolynomial difference, int series) {
        this.ar = ar;
        this.ma = ma;
        this.difference = difference;
        double[][] stationary = new ArmaCovariances(ar, ma).ofState();
        arma = stationary.length;
        unknown = difference.degree();
        size = arma + unknown;
        states = new double[series][size];
        scratchState = new double[size];
        covariance = new double[size][size];
        infinite = new double[size][size];
        scratch = new double[size][size];
        for (int i = 0; i < arma; i++) {
            System.arraycopy(stationary[i], 0, covariance[i], 0, arma);
        }
        for (int i = arma; i < size; i++) {
            infinite[i][i] = 1;
        }
        withValue = new double[size];
        infiniteWithValue = new double[size];
        look();
    }

    /** {@return whether the next value can be predicted from the past} */
    boolean isInformed() {
        return infiniteVariance < NOTHING;
    }

    /** {@return the variance of the next value given the past, in units of the innovations' variance} */
    double variance() {
        return variance;
    }

    /** {@return the expected next value of a series} */
    double expected(int series) {
        double[] state = states[series];
        double value = state[0];
        for (int k = 0; k < difference.terms(); k++) {
            value -= difference.coefficient(k) * state[arma + difference.lag(k) - 1];
        }
        return value;
    }

    /** Takes the next value of one series; {@link #absorb()} must follow once all have theirs. */
    void take(int series, double value) {
        double[] state = states[series];
        double[] column = isInformed() ? withValue : infiniteWithValue;
        double weight = (value - expected(series)) / (isInformed() ? variance : infiniteVariance);
        for (int i = 0; i < size; i++) {
            state[i] += column[i] * weight;
        }
    }

    /** Updates the covariance by a value that is present. */
    void absorb() {
        if (isInformed()) {
            for (int i = 0; i < size; i++) {
                double factor = withValue[i] / variance;
                for (int j = 0; j < size; j++) {
                    covariance[i][j] -= factor * withValue[j];
                }
            }
            return;
        }
        for (int i = 0; i < size; i++) {
            double share = infiniteWithValue[i] / infiniteVariance;
            for (int j = 0; j < size; j++) {
                double other = infiniteWithValue[j] / infiniteVariance;
                covariance[i][j] += share * other * variance - share * withValue[j] - withValue[i] * other;
                infinite[i][j] -= share * infiniteWithValue[j];
            }
        }
        unknown--;
    }

    /** Moves on to the next step. */
    void advance() {
        for (double[] state : states) {
            double value = 0;
            for (int i = 0; i < size; i++) {
                scratchState[i] = i + 1 == arma || i + 1 == size ? 0 : state[i + 1];
            }
            for (int k = 0; k < ar.terms(); k++) {
                scratchState[ar.lag(k) - 1] -= ar.coefficient(k) * state[0];
            }
            if (size > arma) {
                value = state[0];
                for (int k = 0; k < difference.terms(); k++) {
                    value -= difference.coefficient(k) * state[arma + difference.lag(k) - 1];
                }
                System.arraycopy(state, arma, scratchState, arma + 1, size - arma - 1);
                scratchState[arma] = value;
            }
            System.arraycopy(scratchState, 0, state, 0, size);
        }
        covariance = transited(covariance);
        for (int i = 0; i < arma; i++) {
            for (int j = 0; j < arma && ma.at(i) != 0; j++) {
                covariance[i][j] += ma.at(i) * ma.at(j);
            }
        }
        if (unknown > 0) {
            infinite = transited(infinite);
        }
        look();
    }

    private void look() {
        variance = column(covariance, withValue);
        infiniteVariance = unknown > 0 ? column(infinite, infiniteWithValue) : 0;
    }

    private double column(double[][] matrix, double[] into) {
        for (int i = 0; i < size; i++) {
            double sum = matrix[i][0];
            for (int k = 0; k < difference.terms(); k++) {
                sum -= difference.coefficient(k) * matrix[i][arma + difference.lag(k) - 1];
            }
            into[i] = sum;
        }
        double sum = into[0];
        for (int k = 0; k < difference.terms(); k++) {
            sum -= difference.coefficient(k) * into[arma + difference.lag(k) - 1];
        }
        return sum;
    }

    /** {@return the covariance after a transition without noise} What was {@code matrix} becomes the scratch. */
    private double[][] transited(double[][] matrix) {
        double[][] rows = scratch;
        for (int i = 0; i < size; i++) {
            if (i + 1 == arma) {
                Arrays.fill(rows[i], 0);
            } else if (i < arma) {
                System.arraycopy(matrix[i + 1], 0, rows[i], 0, size);
            } else if (i > arma) {
                System.arraycopy(matrix[i - 1], 0, rows[i], 0, size);
            } else {
                System.arraycopy(matrix[0], 0, rows[i], 0, size);
                for (int k = 0; k < difference.terms(); k++) {
                    addRow(rows[i], matrix[arma + difference.lag(k) - 1], -difference.coefficient(k));
                }
            }
        }
        for (int k = 0; k < ar.terms(); k++) {
            addRow(rows[ar.lag(k) - 1], matrix[0], -ar.coefficient(k));
        }
        for (double[] row : rows) {
            transitRow(row);
        }
        scratch = matrix;
        return rows;
    }

    private void transitRow(double[] row) {
        double head = row[0];
        if (size > arma) {
            double value = head;
            for (int k = 0; k < difference.terms(); k++) {
                value -= difference.coefficient(k) * row[arma + difference.lag(k) - 1];
            }
            System.arraycopy(row, arma, row, arma + 1, size - arma - 1);
            row[arma] = value;
        }
        System.arraycopy(row, 1, row, 0, arma - 1);
        row[arma - 1] = 0;
        for (int k = 0; k < ar.terms(); k++) {
            row[ar.lag(k) - 1] -= ar.coefficient(k) * head;
        }
    }

    private static void addRow(double[] to, double[] from, double factor) {
        for (int j = 0; j < to.length; j++) {
            to[j] += factor * from[j];
        }
    }
}
