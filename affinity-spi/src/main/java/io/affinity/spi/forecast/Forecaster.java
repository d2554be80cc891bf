// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import io.affinity.spi.plugin.Plugin;

/**
 * A way to learn a single series and to say what comes next; {@link FleetForecaster} learns many together. Implementations are
 * immutable and thread-safe, and the result depends on the request alone: same request, same model, on any thread.
 *
 * <p>The control loop calls {@link #fit} when series appear and {@link #refit} when models are due for a refit, possibly from several
 * threads with different requests. Expected bad news (too little history) is a {@link FitResult}; a thrown exception is a
 * bug, and the series falls back to the reference forecaster.
 */
public interface Forecaster extends Plugin {

    /** {@return the model of this series, or why there is none} */
    FitResult fit(ForecastRequest request);

    /**
     * {@return the model of a series that has a model already, learned anew}; override where the old one knows something
     * that the history does not tell, such as how far its real forecasts were off. By default it is a first fit.
     *
     * @param previous up to date with the history of the request, and from any forecaster; not changed
     */
    default FitResult refit(FittedModel previous, ForecastRequest request) {
        return fit(request);
    }

    /**
     * {@return whether its models make use of {@linkplain ForecastRequest#covariates covariates}} Those of one that does not are fitted to
     * what the series would be without events, as far as that is known, and what events add is added to their forecasts.
     */
    default boolean readsCovariates() {
        return false;
    }
}
