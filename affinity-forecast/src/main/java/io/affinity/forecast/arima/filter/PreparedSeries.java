// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.filter;

import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.process.ArmaCovariances;
import io.affinity.forecast.arima.process.LagPolynomial;
import io.affinity.forecast.arima.regression.RegressionColumns;
import io.affinity.forecast.numeric.LinearInterpolation;
import io.affinity.forecast.numeric.OrthonormalBasis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A series as the likelihood sees it: from its first value on, without the regression's least-squares part, divided by a
 * power of two near its size, and differenced if it has no gaps. Its regressors are orthonormal after differencing.
 * Neither changes the likelihood, apart from the scale, and both keep it exact for series far from zero.
 *
 * <p>Each column is an array in the order of time, as the filter reads them side by side; regressors that depend on others are
 * no columns. Without gaps there are differences only, and a filter of the ARMA state suffices; with gaps the levels stay, as
 * a difference with a missing end is missing, and the filter is that of the levels, many times as dear. Preparing costs the
 * length times the square of the number of regressors, once for each order tried.
 */
public final class PreparedSeries {

    private static final double DEPENDENT = 1e-9;

    private final LagPolynomial difference;
    private final int first;
    private final boolean gaps;
    private final double scale;
    private final double shift;
    private final double[][] columns;
    private final double[] startValues;
    private final int used;
    private final int regressors;
    private final OrthonormalBasis basis;
    private final List<Integer> independent = new ArrayList<>();
    private final double[] leastSquares;

    public PreparedSeries(double[] series, ArimaOrder order, RegressionColumns regression) {
        difference = LagPolynomial.difference(order);
        first = firstPresent(series);
        double[] values = Arrays.copyOfRange(series, first, series.length);
        int present = (int) Arrays.stream(values).filter(v -> !Double.isNaN(v)).count();
        gaps = present < values.length;
        used = present - order.lost() + (gaps ? assumeUntold(values) : 0);
        shift = order.lost() > 0 && values.length > 0 ? values[0] : 0;
        for (int i = 0; i < values.length; i++) {
            values[i] -= shift;
        }
        double[] differences = difference.filter(values);
        scale = scaleOf(differences, values);
        List<double[]> levels = new ArrayList<>(List.of(scaled(values)));
        List<double[]> flat = new ArrayList<>(List.of(scaled(differences)));
        regressors = regression.count();
        basis = new OrthonormalBasis(differences.length);
        for (int c = 0; c < regressors; c++) {
            addIfIndependent(Arrays.copyOfRange(regression.columns().get(c), first, series.length), c, flat, levels);
        }
        leastSquares = subtractRegression(flat, levels);
        startValues = flat.get(0).clone();
        columns = (gaps ? levels : flat).toArray(double[][]::new);
    }

    private void addIfIndependent(double[] level, int index, List<double[]> flat, List<double[]> levels) {
        double[] column = difference.filter(level);
        if (!basis.add(column, DEPENDENT * Math.sqrt(product(column, column)))) {
            return;
        }
        // What makes the differences orthonormal is done to the levels as well.
        double[] shares = basis.sharesOfLast();
        int last = shares.length - 1;
        for (int b = 0; b < last; b++) {
            subtract(level, levels.get(b + 1), shares[b]);
        }
        for (int i = 0; i < level.length; i++) {
            level[i] /= shares[last];
        }
        flat.add(column);
        levels.add(level);
        independent.add(index);
    }

    /** Returns the coefficients of the orthonormal columns. */
    private static double[] subtractRegression(List<double[]> flat, List<double[]> levels) {
        double[] coefficients = new double[flat.size() - 1];
        for (int c = 0; c < coefficients.length; c++) {
            coefficients[c] = product(flat.get(c + 1), flat.get(0));
            subtract(flat.get(0), flat.get(c + 1), coefficients[c]);
            subtract(levels.get(0), levels.get(c + 1), coefficients[c]);
        }
        return coefficients;
    }

    /** {@return the filter of the columns with gaps, at the first value after those that the differences use up} */
    LevelFilter levelFilter(LagPolynomial ar, LagPolynomial ma) {
        int lost = difference.degree();
        double[][] before = new double[columns.length][];
        for (int c = 0; c < columns.length; c++) {
            before[c] = Arrays.copyOf(columns[c], lost);
        }
        double[][] nothing = new double[columns.length][0];
        return new LevelFilter(ar, ma, difference, new ArmaCovariances(ar, ma).ofState(), nothing, before);
    }

    /** Puts a line through levels that no value tells: whatever they are, nothing else changes. Returns how many. */
    private int assumeUntold(double[] values) {
        List<Integer> untold = new FirstLevels(values, difference).untold();
        if (!untold.isEmpty()) {
            double[] filled = values.clone();
            LinearInterpolation.fill(filled);
            untold.forEach(index -> values[index] = filled[index]);
        }
        return untold.size();
    }

    /** {@return the columns to filter: the series, then the regressors that are independent} */
    double[][] columns() {
        return columns;
    }

    /** {@return the differences to start a search from; NaN where they are not known} */
    public double[] startValues() {
        return startValues;
    }

    public boolean hasGaps() {
        return gaps;
    }

    LagPolynomial difference() {
        return difference;
    }

    /** {@return how many values the likelihood counts} */
    public int used() {
        return used;
    }

    /** {@return how many missing values were cut off at the begin} */
    int first() {
        return first;
    }

    double scale() {
        return scale;
    }

    double shift() {
        return shift;
    }

    /**
     * {@return the coefficients of the regressors as given, from those of the orthonormal ones beside least squares; 0 for one
     * that depends on those before it}
     */
    double[] regressionOf(double[] orthonormal) {
        double[] sums = new double[leastSquares.length];
        Arrays.setAll(sums, i -> leastSquares[i] + orthonormal[i]);
        double[] ofIndependent = basis.coefficients(sums);
        double[] coefficients = new double[regressors];
        for (int i = 0; i < ofIndependent.length; i++) {
            coefficients[independent.get(i)] = ofIndependent[i] * scale;
        }
        return coefficients;
    }

    private double[] scaled(double[] values) {
        double[] scaled = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = values[i] / scale;
        }
        return scaled;
    }

    /** Missing values count as 0. */
    private static double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            double term = one[i] * other[i];
            sum += Double.isNaN(term) ? 0 : term;
        }
        return sum;
    }

    private static void subtract(double[] from, double[] what, double share) {
        for (int i = 0; i < from.length; i++) {
            from[i] -= share * what[i];
        }
    }

    private static int firstPresent(double[] series) {
        int index = 0;
        while (index < series.length && Double.isNaN(series[index])) {
            index++;
        }
        return index;
    }

    private static double scaleOf(double[] differences, double[] values) {
        double largest = 0;
        for (double[] array : new double[][] {differences, values}) {
            for (double value : array) {
                largest = Math.max(largest, Double.isNaN(value) ? 0 : Math.abs(value));
            }
            if (largest > 0) {
                break;
            }
        }
        return largest > 0 ? Math.scalb(1.0, Math.max(-1000, Math.getExponent(largest))) : 1;
    }
}
