package io.affinity.forecast.arima.filter;

import io.affinity.forecast.arima.process.LagPolynomial;
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
    private final List<double[]> told = new ArrayList<>();

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
            tell(values, lost);
        }
    }

    /** {@return those that no value tells, even if those before them in the list were known} */
    List<Integer> untold() {
        List<Integer> untold = new ArrayList<>();
        List<double[]> known = new ArrayList<>(told);
        for (int i = 0; i < missing.size(); i++) {
            double[] unit = new double[missing.size()];
            unit[i] = 1;
            if (addIfIndependent(unit, known)) {
                untold.add(missing.get(i));
            }
        }
        return untold;
    }

    private void tell(double[] values, int lost) {
        double[][] rows = new double[values.length][];
        for (int t = 0; t < values.length && told.size() < missing.size(); t++) {
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
                addIfIndependent(rows[t].clone(), told);
            }
        }
    }

    /** Keeps an orthonormal basis. */
    private static boolean addIfIndependent(double[] row, List<double[]> basis) {
        double before = product(row, row);
        for (int pass = 0; pass < 2; pass++) {
            for (double[] direction : basis) {
                double share = product(row, direction);
                for (int i = 0; i < row.length; i++) {
                    row[i] -= share * direction[i];
                }
            }
        }
        double rest = product(row, row);
        if (!(rest > DEPENDENT * Math.max(1, before))) {
            return false;
        }
        for (int i = 0; i < row.length; i++) {
            row[i] /= Math.sqrt(rest);
        }
        basis.add(row);
        return true;
    }

    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
