package io.affinity.forecast.arima.filter;

import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.process.ArmaCovariances;
import io.affinity.forecast.arima.process.LagPolynomial;
import io.affinity.forecast.arima.regression.RegressionColumns;
import io.affinity.forecast.numeric.LinearInterpolation;
import java.util.Arrays;
import java.util.List;

/**
 * A series as the likelihood sees it: from its first value on, without the regression's least-squares part, divided by a
 * power of two near its size, and differenced if it has no gaps. Its regressors are orthonormal after differencing.
 * Neither changes the likelihood, apart from the scale, and both keep it exact for series far from zero.
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
    private final double[][] triangle;
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
        int count = regression.count();
        double[][] levels = new double[count + 1][];
        double[][] flat = new double[count + 1][];
        levels[0] = scaled(values);
        flat[0] = scaled(differences);
        for (int c = 0; c < count; c++) {
            levels[c + 1] = Arrays.copyOfRange(regression.columns().get(c), first, series.length);
            flat[c + 1] = difference.filter(levels[c + 1]);
        }
        triangle = new double[count][count];
        leastSquares = new double[count];
        orthonormalize(flat, levels);
        subtractRegression(flat, levels);
        startValues = flat[0].clone();
        columns = gaps ? levels : flat;
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

    /** {@return the columns to filter: the series, then the regressors} */
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

    /** {@return the coefficients of the regressors as given, from those of the orthonormal ones beside least squares} */
    double[] regressionOf(double[] orthonormal) {
        int count = leastSquares.length;
        double[] coefficients = new double[count];
        for (int i = count - 1; i >= 0; i--) {
            if (triangle[i][i] == 0) {
                continue;
            }
            double sum = leastSquares[i] + orthonormal[i];
            for (int j = i + 1; j < count; j++) {
                sum -= triangle[i][j] * coefficients[j];
            }
            coefficients[i] = sum / triangle[i][i];
        }
        for (int i = 0; i < count; i++) {
            coefficients[i] *= scale;
        }
        return coefficients;
    }

    /** By Gram and Schmidt, twice; a column that depends on those before it becomes 0. */
    private void orthonormalize(double[][] flat, double[][] levels) {
        for (int c = 1; c < flat.length; c++) {
            double before = Math.sqrt(product(flat[c], flat[c]));
            for (int pass = 0; pass < 2; pass++) {
                for (int b = 1; b < c; b++) {
                    double share = product(flat[b], flat[c]);
                    triangle[b - 1][c - 1] += share;
                    subtract(flat[c], flat[b], share);
                    subtract(levels[c], levels[b], share);
                }
            }
            double norm = Math.sqrt(product(flat[c], flat[c]));
            boolean dependent = !(norm > DEPENDENT * before);
            triangle[c - 1][c - 1] = dependent ? 0 : norm;
            for (double[] column : new double[][] {flat[c], levels[c]}) {
                for (int i = 0; i < column.length; i++) {
                    column[i] = dependent ? 0 : column[i] / norm;
                }
            }
        }
    }

    private void subtractRegression(double[][] flat, double[][] levels) {
        for (int c = 1; c < flat.length; c++) {
            double share = product(flat[c], flat[0]);
            leastSquares[c - 1] = share;
            subtract(flat[0], flat[c], share);
            subtract(levels[0], levels[c], share);
        }
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
