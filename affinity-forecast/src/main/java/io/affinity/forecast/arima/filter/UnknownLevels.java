// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.filter;

import io.affinity.forecast.arima.process.LagPolynomial;
import java.util.Arrays;

/**
 * The infinite part of a filter's covariance: {@code A Q A'}, with a column of A for each of the first levels that is
 * missing, and Q at first the identity (Durbin and Koopman 2012, section 5.2). A value that depends on it takes one from
 * its rank.
 */
final class UnknownLevels {

    private final LagPolynomial levels;
    private final double[][] columns;
    private final double[][] spread;
    private final double[] ofNext;
    private final double[] withNext;
    private int rank;
    private double varianceOfNext;

    /** @param before NaN where a level is unknown */
    UnknownLevels(LevelState start, double[] before, LagPolynomial levels) {
        this.levels = levels;
        rank = (int) Arrays.stream(before).filter(Double::isNaN).count();
        columns = new double[rank][];
        spread = new double[rank][rank];
        int next = 0;
        for (int i = 0; i < before.length; i++) {
            if (Double.isNaN(before[i])) {
                double[] unit = new double[before.length];
                unit[i] = 1;
                columns[next] = start.after(unit);
                spread[next][next] = 1;
                next++;
            }
        }
        ofNext = new double[rank];
        withNext = new double[start.size()];
    }

    private UnknownLevels(UnknownLevels other) {
        levels = other.levels;
        rank = other.rank;
        columns = new double[other.columns.length][];
        spread = new double[other.columns.length][];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = other.columns[i].clone();
            spread[i] = other.spread[i].clone();
        }
        ofNext = other.ofNext.clone();
        withNext = other.withNext.clone();
        varianceOfNext = other.varianceOfNext;
    }

    UnknownLevels copy() {
        return new UnknownLevels(this);
    }

    /** {@return the infinite variance of the next value, as a multiple of that of an unknown level} */
    double varianceOfNext() {
        return varianceOfNext;
    }

    /** {@return the infinite covariance of each state element with the next value} */
    double[] withNext() {
        return withNext;
    }

    /** Takes a value that depends on them. */
    void absorb() {
        for (int i = 0; i < spread.length; i++) {
            double factor = ofNext[i] / varianceOfNext;
            for (int j = 0; j < spread.length; j++) {
                spread[i][j] -= factor * ofNext[j];
            }
        }
        rank--;
    }

    /** Moves on, {@code first} being the index of the next value. */
    void advance(int first) {
        for (int i = 0; i < columns.length && rank > 0; i++) {
            levels.shift(columns[i], first);
        }
    }

    /** Computes anew what depends on the next value, which is at index {@code first}. */
    void look(int first) {
        varianceOfNext = 0;
        if (rank == 0) {
            return;
        }
        Arrays.fill(withNext, 0);
        for (int i = 0; i < columns.length; i++) {
            ofNext[i] = 0;
            for (int j = 0; j < columns.length; j++) {
                ofNext[i] += spread[i][j] * columns[j][first];
            }
            varianceOfNext += ofNext[i] * columns[i][first];
            for (int e = 0; e < withNext.length; e++) {
                withNext[e] += ofNext[i] * columns[i][e];
            }
        }
    }
}
