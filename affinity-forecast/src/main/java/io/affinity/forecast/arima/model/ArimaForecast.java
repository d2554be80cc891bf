// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.model;

/** What a fitted model expects of the next steps, in the unit of the series. Immutable and thread-safe. */
public final class ArimaForecast {

    private final double[] mean;
    private final double[] standardErrors;

    public ArimaForecast(double[] mean, double[] standardErrors) {
        this.mean = mean;
        this.standardErrors = standardErrors;
    }

    /** {@return the expected value of each next step} */
    public double[] mean() {
        return mean.clone();
    }

    /** {@return the standard deviation of the error of each, with the parameters taken as known} */
    public double[] standardErrors() {
        return standardErrors.clone();
    }
}
