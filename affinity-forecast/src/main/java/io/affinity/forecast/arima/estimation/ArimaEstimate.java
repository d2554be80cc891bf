// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.estimation;

import io.affinity.forecast.arima.process.ArmaCoefficients;

/** The most likely parameters of an order. */
public final class ArimaEstimate {

    private final ArmaCoefficients coefficients;
    private final double[] regression;
    private final double logLikelihood;

    ArimaEstimate(ArmaCoefficients coefficients, double[] regression, double logLikelihood) {
        this.coefficients = coefficients;
        this.regression = regression;
        this.logLikelihood = logLikelihood;
    }

    public ArmaCoefficients coefficients() {
        return coefficients;
    }

    /** {@return the coefficients of the regressors, as given} */
    public double[] regression() {
        return regression;
    }

    public double logLikelihood() {
        return logLikelihood;
    }

    /**
     * {@return Akaike's information criterion, corrected for short series; infinite where there are too few values for that}
     *
     * @param parameters how many were estimated, the innovations' variance included
     * @param used how many values the likelihood counts
     */
    public static double aicc(double logLikelihood, int parameters, int used) {
        int free = used - parameters - 1;
        double aic = 2 * (parameters - logLikelihood);
        return free > 0 ? aic + 2.0 * parameters * (parameters + 1) / free : Double.POSITIVE_INFINITY;
    }
}
