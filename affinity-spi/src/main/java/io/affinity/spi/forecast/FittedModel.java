// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import java.time.Instant;

/**
 * What a forecaster learned of one series, kept up to date by {@link #observe}. Belongs to one thread at a time; all
 * methods are deterministic functions of the fit and of the values observed since.
 */
public interface FittedModel {

    /** {@return what was chosen and with which parameters, in one line for a person} */
    String description();

    /** {@return the time of the last step taken in, whether its value was missing or not} */
    Instant origin();

    /**
     * Takes the value of the step after {@link #origin()}, without a refit, in time and memory that do not depend on the
     * length of the history.
     *
     * @param value in the unit of the series; NaN if it is missing
     * @throws IllegalArgumentException if it is infinite; the model is then unchanged
     */
    void observe(double value);

    /**
     * {@return mean and quantiles for the next steps, within the bounds of the request}
     *
     * @param steps at least 1
     * @throws IllegalArgumentException if it is less
     */
    Forecast forecast(int steps, QuantileLevels levels);

    /** {@return how many one-step residuals the model remembers} */
    int residuals();

    /**
     * {@return the one-step residual (value less the mean forecast for it) of the step {@code stepsBack} steps before the origin;
     * NaN where the value was missing}
     *
     * @param stepsBack 0 for the origin itself, below {@link #residuals()}
     */
    double residual(int stepsBack);
}
