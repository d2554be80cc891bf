// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.filter;

import io.affinity.forecast.arima.process.LagPolynomial;
import io.affinity.forecast.numeric.OrthonormalBasis;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of the first levels, those that the differences use up, are missing, and which of these no later value tells: a
 * place in the season that is never seen, for example. Each level is a sum of the first ones and of differences; the
 * values present tell as many missing levels as their sums are independent.
 */
final class FirstLevels {

    private static final double DEPENDENT = 1e-8;

    private final LagPolynomial difference;
    private final List<Integer> missing = new ArrayList<>();
    private final List<Integer> untold = new ArrayList<>();

    /** @param values NaN where missing */
    FirstLevels(double[] values, LagPolynomial difference) {
        this.difference = difference;
        int lost = Math.min(difference.degree(), values.length);
        for (int i = 0; i < lost; i++) {
            if (Double.isNaN(values[i])) {
                missing.add(i);
            }
        }
        if (!missing.isEmpty()) {
            OrthonormalBasis told = new OrthonormalBasis(missing.size());
            tell(values, lost, told);
            findUntold(told);
        }
    }

    /** {@return those that no value tells, even if those before them in the list were known} */
    List<Integer> untold() {
        return untold;
    }

    private void findUntold(OrthonormalBasis told) {
        for (int i = 0; i < missing.size(); i++) {
            double[] unit = new double[missing.size()];
            unit[i] = 1;
            if (add(unit, told)) {
                untold.add(missing.get(i));
            }
        }
    }

    private void tell(double[] values, int lost, OrthonormalBasis told) {
        double[][] rows = new double[values.length][];
        for (int t = 0; t < values.length && told.rank() < missing.size(); t++) {
            rows[t] = new double[missing.size()];
            if (t < lost) {
                int coordinate = missing.indexOf(t);
                if (coordinate >= 0) {
                    rows[t][coordinate] = 1;
                }
                continue;
            }
            for (int k = 0; k < difference.terms(); k++) {
                double[] before = rows[t - difference.lag(k)];
                for (int i = 0; i < before.length; i++) {
                    rows[t][i] -= difference.coefficient(k) * before[i];
                }
            }
            rows[t - lost] = new double[0];
            if (!Double.isNaN(values[t])) {
                add(rows[t].clone(), told);
            }
        }
    }

    private static boolean add(double[] row, OrthonormalBasis basis) {
        double squares = 0;
        for (double element : row) {
            squares += element * element;
        }
        return basis.add(row, Math.sqrt(DEPENDENT * Math.max(1, squares)));
    }
}
