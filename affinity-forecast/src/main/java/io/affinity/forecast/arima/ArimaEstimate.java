package io.affinity.forecast.arima;

/** The most likely parameters of an order. */
final class ArimaEstimate {

    private final ArmaCoefficients coefficients;
    private final double[] regression;
    private final double logLikelihood;

    ArimaEstimate(ArmaCoefficients coefficients, double[] regression, double logLikelihood) {
        this.coefficients = coefficients;
        this.regression = regression;
        this.logLikelihood = logLikelihood;
    }

    ArmaCoefficients coefficients() {
        return coefficients;
    }

    /** {@return the coefficients of the regressors, as given} */
    double[] regression() {
        return regression;
    }

    double logLikelihood() {
        return logLikelihood;
    }
}
