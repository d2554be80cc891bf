// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.estimation;

import io.affinity.forecast.arima.filter.ArimaLikelihood;
import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.process.ArmaCoefficients;
import io.affinity.forecast.numeric.NormalEquations;
import java.util.Arrays;

/**
 * The covariance of the estimates from the curvature of the likelihood at its top (observed information). That of the
 * ARMA coefficients is taken by differences of the likelihood in which regression and variance have their best values, as a
 * block of an inverse is that of what remains when the others are eliminated; the regression's follows from generalized
 * least squares and from how its best coefficients move with those of the ARMA part.
 */
public final class ParameterErrors {

    private static final double STEP = 1e-3;
    private static final double LEAST_STEP = 1e-7;

    private final ArimaLikelihood likelihood;
    private final ArimaOrder order;
    private final double[] top;
    private final int[] free;
    private final double[] steps;

    /** @param fixed NaN where an ARMA coefficient is free */
    public ParameterErrors(ArimaLikelihood likelihood, ArmaCoefficients coefficients, double[] fixed) {
        this.likelihood = likelihood;
        order = coefficients.order();
        top = coefficients.flat();
        int[] indices = new int[fixed.length];
        int count = 0;
        for (int i = 0; i < fixed.length; i++) {
            if (Double.isNaN(fixed[i])) {
                indices[count] = i;
                count++;
            }
        }
        free = Arrays.copyOf(indices, count);
        steps = new double[count];
        for (int i = 0; i < count; i++) {
            steps[i] = STEP;
            // Where the autoregression nearly has a unit root, what lies a step beyond is not defined.
            while (steps[i] > LEAST_STEP && !(isDefined(i, 2 * steps[i]) && isDefined(i, -2 * steps[i]))) {
                steps[i] /= 4;
            }
        }
    }

    private boolean isDefined(int index, double by) {
        return Double.isFinite(
                ArmaCoefficients.of(order, moved(index, by, 0, 0)).arVariance());
    }

    /** {@return of the free ARMA coefficients, then of the regressors; NaN where the likelihood has no top} */
    public double[] standardErrors() {
        int count = free.length;
        double[][] covariance = inverse(information(), count);
        double[][] slopes = new double[count][];
        for (int i = 0; i < count; i++) {
            double[] above = regression(i, steps[i]);
            double[] below = regression(i, -steps[i]);
            for (int c = 0; c < above.length; c++) {
                above[c] = (above[c] - below[c]) / (2 * steps[i]);
            }
            slopes[i] = above;
        }
        at(0, 0, 0, 0);
        double[][] given = likelihood.regressionCovariance();
        double[] errors = new double[count + given.length];
        for (int i = 0; i < count; i++) {
            errors[i] = Math.sqrt(covariance[i][i]);
        }
        for (int c = 0; c < given.length; c++) {
            double variance = given[c][c];
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < count; j++) {
                    variance += slopes[i][c] * covariance[i][j] * slopes[j][c];
                }
            }
            errors[count + c] = Math.sqrt(variance);
        }
        return errors;
    }

    private double[] regression(int index, double by) {
        at(index, by, 0, 0);
        return likelihood.regression();
    }

    private double[] information() {
        int count = free.length;
        double[] information = new double[count * count];
        double middle = at(0, 0, 0, 0);
        for (int i = 0; i < count; i++) {
            double h = steps[i];
            double near = at(i, h, 0, 0) + at(i, -h, 0, 0);
            double far = at(i, 2 * h, 0, 0) + at(i, -2 * h, 0, 0);
            information[i * count + i] = -(16 * near - far - 30 * middle) / (12 * h * h);
            for (int j = 0; j < i; j++) {
                double twist = (4 * twist(i, j, 0.5) - twist(i, j, 1)) / 3;
                information[i * count + j] = -twist;
            }
        }
        return information;
    }

    private double twist(int i, int j, double share) {
        double h = share * steps[i];
        double k = share * steps[j];
        return (at(i, h, j, k) - at(i, h, j, -k) - at(i, -h, j, k) + at(i, -h, j, -k)) / (4 * h * k);
    }

    private double at(int i, double byI, int j, double byJ) {
        ArmaCoefficients there = ArmaCoefficients.of(order, moved(i, byI, j, byJ));
        if (!Double.isFinite(there.arVariance())) {
            return Double.NaN;
        }
        likelihood.residuals(there);
        return likelihood.logLikelihood();
    }

    private double[] moved(int i, double byI, int j, double byJ) {
        double[] moved = top.clone();
        if (free.length > 0) {
            moved[free[i]] += byI;
            moved[free[j]] += byJ;
        }
        return moved;
    }

    /** All NaN if it is not positive definite. */
    private static double[][] inverse(double[] matrix, int n) {
        NormalEquations equations = new NormalEquations(n, 0);
        boolean definite = equations.decompose(matrix);
        double[][] inverse = new double[n][n];
        for (int c = 0; c < n; c++) {
            inverse[c][c] = 1;
            equations.solve(inverse[c]);
            if (!definite) {
                Arrays.fill(inverse[c], Double.NaN);
            }
        }
        return inverse;
    }
}
