// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.filter;

import io.affinity.forecast.arima.process.ArmaCoefficients;
import io.affinity.forecast.arima.process.LagPolynomial;
import io.affinity.forecast.numeric.NormalEquations;

/**
 * The exact Gaussian likelihood of a series as a function of its ARMA coefficients, with the variance and the regression
 * concentrated out: for given coefficients both have their best values, the latter by generalized least squares on the
 * filtered columns (Harvey 1989, section 3.4). Keeps the last evaluation; belongs to one thread.
 */
public final class ArimaLikelihood {

    private static final double DEPENDENT = 1e-12;

    private final PreparedSeries series;
    private final double[][] whitened;
    private final double[] regression;
    private final double[] products;
    private final NormalEquations equations;
    private double sumOfLogs;
    private int counted;
    private double sumOfSquares;

    public ArimaLikelihood(PreparedSeries series) {
        this.series = series;
        double[][] columns = series.columns();
        whitened = new double[columns.length][Math.max(0, series.used())];
        regression = new double[columns.length - 1];
        products = new double[regression.length * regression.length];
        equations = new NormalEquations(regression.length, DEPENDENT);
    }

    /**
     * {@return the residuals whose sum of squares is least where the likelihood is greatest} The array is overwritten by
     * the next call.
     *
     * @throws IllegalArgumentException if the autoregressive part is not stationary
     */
    public double[] residuals(ArmaCoefficients coefficients) {
        LagPolynomial ar = coefficients.arPolynomial();
        LagPolynomial ma = coefficients.maPolynomial();
        sumOfLogs = 0;
        counted = 0;
        if (series.hasGaps()) {
            filterWithGaps(series.levelFilter(ar, ma));
        } else {
            filter(new ArmaFilter(ar, ma, whitened.length));
        }
        regress();
        double[] residuals = whitened[0];
        // sqrt of the geometric mean of the variances: 1 in the steady state.
        double factor = Math.exp(sumOfLogs / (2 * counted));
        sumOfSquares = 0;
        for (int i = 0; i < counted; i++) {
            for (int c = 0; c < regression.length; c++) {
                residuals[i] -= regression[c] * whitened[c + 1][i];
            }
            residuals[i] *= factor;
            sumOfSquares += residuals[i] * residuals[i];
        }
        return residuals;
    }

    /** {@return the natural logarithm of the likelihood at the last evaluation, in the unit of the series} */
    public double logLikelihood() {
        return logLikelihood(sumOfSquares);
    }

    /** {@return the same for another sum of squared {@link #residuals}} */
    public double logLikelihood(double squares) {
        int n = series.used();
        // A series without any error has an infinite density; the smallest number keeps it comparable.
        double variance = Math.max(squares / n, Double.MIN_NORMAL);
        return -0.5 * n * (Math.log(2 * Math.PI * variance) + 1) - n * Math.log(series.scale());
    }

    /** {@return the innovations' standard deviation at the last evaluation, in the unit of the series} */
    public double deviation() {
        double n = series.used();
        return Math.sqrt(sumOfSquares / n) * Math.exp(-sumOfLogs / (2 * n)) * series.scale();
    }

    /** {@return the coefficients of the regressors as given, at the last evaluation} */
    public double[] regression() {
        return series.regressionOf(regression);
    }

    private void filter(ArmaFilter filter) {
        double[][] columns = series.columns();
        int length = columns[0].length;
        for (int t = 0; t < length; t++) {
            double variance = filter.variance();
            double weight = 1;
            if (variance != 1) {
                sumOfLogs += Math.log(variance);
                weight = 1 / Math.sqrt(variance);
            }
            for (int c = 0; c < columns.length; c++) {
                double value = columns[c][t];
                whitened[c][t] = (value - filter.expected(c)) * weight;
                filter.take(c, value);
            }
            filter.advance();
        }
        counted = length;
    }

    private void filterWithGaps(LevelFilter filter) {
        double[][] columns = series.columns();
        for (int t = series.difference().degree(); t < columns[0].length; t++) {
            if (!Double.isNaN(columns[0][t])) {
                boolean counts = filter.isInformed() && counted < whitened[0].length;
                double weight = 1 / Math.sqrt(filter.variance());
                for (int c = 0; c < columns.length; c++) {
                    if (counts) {
                        whitened[c][counted] = (columns[c][t] - filter.expected(c)) * weight;
                    }
                    filter.take(c, columns[c][t]);
                }
                if (counts) {
                    sumOfLogs += Math.log(filter.variance());
                    counted++;
                }
                filter.absorb();
            }
            filter.advance();
        }
    }

    /** Least squares of the whitened columns, which are close to orthonormal. */
    private void regress() {
        int count = regression.length;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                products[i * count + j] = product(i + 1, j + 1);
            }
            regression[i] = product(i + 1, 0);
        }
        equations.decompose(products);
        equations.solve(regression);
    }

    /** {@return the covariance of the coefficients of the regressors as given, at the last evaluation} */
    public double[][] regressionCovariance() {
        int count = regression.length;
        double[][] unit = new double[count][count];
        double[][] directions = new double[count][];
        double[] none = series.regressionOf(new double[count]);
        for (int k = 0; k < count; k++) {
            unit[k][k] = 1;
            directions[k] = series.regressionOf(unit[k]);
            for (int c = 0; c < none.length; c++) {
                directions[k][c] -= none[c];
            }
            equations.solve(unit[k]);
        }
        double variance = Math.pow(deviation() / series.scale(), 2);
        double[][] covariance = new double[none.length][none.length];
        for (int k = 0; k < count; k++) {
            for (int l = 0; l < count; l++) {
                for (int c = 0; c < none.length; c++) {
                    for (int d = 0; d < none.length; d++) {
                        covariance[c][d] += variance * unit[k][l] * directions[k][c] * directions[l][d];
                    }
                }
            }
        }
        return covariance;
    }

    private double product(int one, int other) {
        double sum = 0;
        for (int i = 0; i < counted; i++) {
            sum += whitened[one][i] * whitened[other][i];
        }
        return sum;
    }
}
