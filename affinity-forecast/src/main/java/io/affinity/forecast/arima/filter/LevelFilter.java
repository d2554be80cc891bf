// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.filter;

import io.affinity.forecast.arima.process.LagPolynomial;
import java.util.Arrays;

/**
 * The exact Kalman filter of an ARIMA process whose values may be missing, for several series of the same process with the
 * same gaps.
 *
 * <p>State element {@code i} is what the past contributes to the value {@code i} steps on, in the recursion
 * {@code phi(B) (1-B)^d (1-B^s)^D y = theta(B) e} of the undifferenced series (Harvey 1989, section 3.3, for the product
 * of the two polynomials): half as long as one that keeps differences and levels apart. Given the levels before the first
 * difference, its covariance is that of the differences' state. Levels that are missing there have an infinite one, in
 * the exact sense of Durbin and Koopman (2012, section 5.2), kept as a product of a few columns.
 *
 * <p>Layout: state, covariance and the columns of what is unknown are rings with one common begin, so that moving on is an
 * index and a few terms of the polynomials, and nothing is copied. Of the covariance there is the lower triangle of ring
 * places, a row an array of its own: an update by a value goes along rows, each a vector loop. The same by EJML, which has
 * no triangles, takes 1.4 to 1.7 times as long for states of 3 to 200 steps and would need the shift as well.
 *
 * <p>Once a value is present, its row of the covariance is zero and the transition a mere shift: a step costs half the
 * square of the state, one over a missing value the length of the state and, once nothing is left to be learned, so does
 * every step. Innovations have variance 1; mutable.
 */
final class LevelFilter {

    /** A share of the first levels' variance that is rounding. */
    private static final double NOTHING = 1e-8;

    /** What is learned of a state element by less does not reach the result. */
    private static final double NOT_LEARNED = 1e-17;

    private final LagPolynomial levels;
    private final LagPolynomial ma;
    private final int size;
    private final double[][] states;
    /** The lower triangle. All arrays are rings: element 0 of the state is at {@link #first}. */
    private final double[][] covariance;

    private final UnknownLevels unknown;
    private final double[] withValue;
    private final double[] weights;
    private double variance;
    private int first;

    /**
     * @param covariance of the differences' state at the step after the last of {@code before}
     * @param contributions that state for each series; empty where it is zero
     * @param before for each series the levels that the differences use up; NaN where all of them are unknown
     */
    LevelFilter(
            LagPolynomial ar,
            LagPolynomial ma,
            LagPolynomial difference,
            double[][] covariance,
            double[][] contributions,
            double[][] before) {
        this.ma = ma;
        levels = ar.times(difference);
        size = Math.max(levels.degree(), ma.degree() + 1);
        this.covariance = new double[size][];
        for (int i = 0; i < size; i++) {
            this.covariance[i] = i < covariance.length ? Arrays.copyOf(covariance[i], i + 1) : new double[i + 1];
        }
        LevelState start = new LevelState(ar, difference, size);
        states = new double[before.length][];
        for (int c = 0; c < before.length; c++) {
            states[c] = start.after(before[c]);
            for (int i = 0; i < contributions[c].length; i++) {
                states[c][i] += contributions[c][i];
            }
        }
        unknown = new UnknownLevels(start, before[0], levels);
        withValue = new double[size];
        weights = new double[size];
        look();
    }

    private LevelFilter(LevelFilter other) {
        levels = other.levels;
        ma = other.ma;
        size = other.size;
        states = copy(other.states);
        covariance = copy(other.covariance);
        unknown = other.unknown.copy();
        withValue = other.withValue.clone();
        weights = other.weights.clone();
        variance = other.variance;
        first = other.first;
    }

    /** {@return an independent copy} */
    LevelFilter copy() {
        return new LevelFilter(this);
    }

    /** {@return whether the next value can be predicted from the past} */
    boolean isInformed() {
        return unknown.varianceOfNext() < NOTHING;
    }

    /** {@return the variance of the next value given the past, in units of the innovations' variance} */
    double variance() {
        return variance;
    }

    /** {@return the expected next value of a series} */
    double expected(int series) {
        return states[series][first];
    }

    /** {@return the state of a series, element 0 first} */
    double[] state(int series) {
        double[] state = new double[size];
        for (int i = 0; i < size; i++) {
            state[i] = states[series][place(i)];
        }
        return state;
    }

    /** {@return the covariance of two elements of the state} */
    double covariance(int one, int other) {
        int i = place(one);
        int j = place(other);
        return i < j ? covariance[j][i] : covariance[i][j];
    }

    /** Takes the next value of one series; {@link #absorb()} must follow once all have theirs. */
    void take(int series, double value) {
        double[] state = states[series];
        boolean informed = isInformed();
        double[] column = informed ? withValue : unknown.withNext();
        double weight = (value - state[first]) / (informed ? variance : unknown.varianceOfNext());
        for (int i = 0; i < size; i++) {
            state[i] += column[i] * weight;
        }
    }

    /** Updates the covariance by a value that is present. */
    void absorb() {
        if (isInformed()) {
            double unit = 1 / Math.sqrt(variance);
            for (int i = 0; i < size; i++) {
                weights[i] = withValue[i] * unit;
            }
            for (int i = 0; i < size; i++) {
                if (Math.abs(weights[i]) > NOT_LEARNED) {
                    subtract(covariance[i], weights, weights[i], i + 1);
                }
            }
        } else {
            double[] column = unknown.withNext();
            double unit = 1 / unknown.varianceOfNext();
            for (int i = 0; i < size; i++) {
                double share = column[i] * unit;
                for (int j = 0; j <= i; j++) {
                    double other = column[j] * unit;
                    covariance[i][j] += share * other * variance - share * withValue[j] - withValue[i] * other;
                }
            }
            unknown.absorb();
        }
        // Rounding aside, the value itself has no variance left.
        clear(first);
        Arrays.fill(withValue, 0);
        variance = 0;
    }

    private static void subtract(double[] row, double[] what, double factor, int length) {
        for (int j = 0; j < length; j++) {
            row[j] -= factor * what[j];
        }
    }

    private void clear(int index) {
        Arrays.fill(covariance[index], 0);
        for (int i = index + 1; i < size; i++) {
            covariance[i][index] = 0;
        }
    }

    /** Moves on to the next step. */
    void advance() {
        for (double[] state : states) {
            levels.shift(state, first);
        }
        unknown.advance(first);
        if (variance != 0) {
            passOver();
        }
        first = place(1);
        for (int k = -1; k < ma.terms(); k++) {
            int i = k < 0 ? first : place(ma.lag(k));
            double factor = k < 0 ? 1 : ma.coefficient(k);
            for (int l = -1; l <= k; l++) {
                add(i, l < 0 ? first : place(ma.lag(l)), factor * (l < 0 ? 1 : ma.coefficient(l)));
            }
        }
        look();
    }

    /** The transition where the value is missing: it stays unknown in what the later ones depend on. */
    private void passOver() {
        double own = variance;
        clear(first);
        withValue[first] = 0;
        for (int k = 0; k < levels.terms(); k++) {
            int i = place(levels.lag(k));
            double factor = -levels.coefficient(k);
            for (int j = 0; j < size; j++) {
                add(i, j, (j == i ? 2 : 1) * factor * withValue[j]);
            }
            for (int l = 0; l <= k; l++) {
                add(i, place(levels.lag(l)), -factor * levels.coefficient(l) * own);
            }
        }
    }

    private void add(int i, int j, double value) {
        if (i < j) {
            covariance[j][i] += value;
        } else {
            covariance[i][j] += value;
        }
    }

    private void look() {
        System.arraycopy(covariance[first], 0, withValue, 0, first + 1);
        for (int i = first + 1; i < size; i++) {
            withValue[i] = covariance[i][first];
        }
        variance = withValue[first];
        unknown.look(first);
    }

    private int place(int element) {
        int index = first + element;
        return index < size ? index : index - size;
    }

    private static double[][] copy(double[][] matrix) {
        double[][] copy = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            copy[i] = matrix[i].clone();
        }
        return copy;
    }
}
