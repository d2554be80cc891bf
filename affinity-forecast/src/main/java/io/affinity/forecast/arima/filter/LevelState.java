// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.filter;

import io.affinity.forecast.arima.process.LagPolynomial;

/**
 * From levels to the state of an undifferenced series: with {@code delta} the differences, {@code phi} the autoregression
 * and {@code c_m} the part of the difference {@code m} steps on that is known, {@code delta_(m+1) y_(-1) + ...}, state
 * element {@code i} is that of the differences' state less {@code phi_0 c_i + ... + phi_i c_0}.
 */
final class LevelState {

    private final LagPolynomial ar;
    private final LagPolynomial difference;
    private final int size;

    LevelState(LagPolynomial ar, LagPolynomial difference, int size) {
        this.ar = ar;
        this.difference = difference;
        this.size = size;
    }

    int size() {
        return size;
    }

    /** {@return what these levels, the newest last, contribute to the values after them; NaN counts as 0} */
    double[] after(double[] before) {
        double[] known = new double[size];
        for (int k = 0; k < difference.terms(); k++) {
            int lag = difference.lag(k);
            for (int m = 0; m < lag; m++) {
                double level = before[before.length + m - lag];
                known[m] -= Double.isNaN(level) ? 0 : difference.coefficient(k) * level;
            }
        }
        double[] state = known.clone();
        for (int i = 0; i < size; i++) {
            state[i] += ar.past(known, i);
        }
        return state;
    }
}
