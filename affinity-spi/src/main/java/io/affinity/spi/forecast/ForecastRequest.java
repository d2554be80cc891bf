// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import io.affinity.spi.demand.TimeSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a forecaster is asked to learn. Immutable and thread-safe.
 *
 * @param history the past, missing values included; may be empty
 * @param seasonalPeriods lengths of the seasons that the series may have, in steps, each at least 2; a hint, for
 *     example 288 for a day of five-minute steps
 * @param covariates what is known in advance; a forecaster that cannot use them ignores them
 * @param lower the least value possible, such as 0 for demand; may be negative infinity
 * @param upper the greatest value possible, such as a VM's allocation; may be infinity
 * @param horizon how many steps ahead forecasts will be used, at least 1; a hint, as the model must forecast as many steps as it
 *     is asked for
 * @param series whose demand it is; null for a series of which nothing else is known
 */
public record ForecastRequest(
        TimeSeries history,
        List<Integer> seasonalPeriods,
        List<Covariate> covariates,
        double lower,
        double upper,
        int horizon,
        @Nullable VmSeries series) {

    /** The horizon of requests that name none, in steps: an hour of five-minute steps. */
    public static final int DEFAULT_HORIZON = 12;

    public ForecastRequest {
        seasonalPeriods = SeasonalPeriods.checked(seasonalPeriods);
        covariates = List.copyOf(covariates);
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    "The bounds (" + lower + ", " + upper + ") must be numbers in increasing order.");
        }
        if (horizon < 1) {
            throw new IllegalArgumentException("The horizon (" + horizon + ") must be at least 1 step.");
        }
    }

    /** {@return a request for an unbounded series without covariates, of which nothing else is known} */
    public static ForecastRequest of(TimeSeries history, Integer... seasonalPeriods) {
        return new ForecastRequest(
                history,
                List.of(seasonalPeriods),
                List.of(),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                DEFAULT_HORIZON,
                null);
    }

    /** {@return a copy with these bounds on the values} */
    public ForecastRequest within(double newLower, double newUpper) {
        return new ForecastRequest(history, seasonalPeriods, covariates, newLower, newUpper, horizon, series);
    }

    /** {@return a copy with this past} */
    public ForecastRequest withHistory(TimeSeries newHistory) {
        return new ForecastRequest(newHistory, seasonalPeriods, covariates, lower, upper, horizon, series);
    }

    /** {@return a copy with these seasons} */
    public ForecastRequest withSeasonalPeriods(List<Integer> newPeriods) {
        return new ForecastRequest(history, newPeriods, covariates, lower, upper, horizon, series);
    }

    /** {@return a copy with these covariates} */
    public ForecastRequest withCovariates(List<Covariate> newCovariates) {
        return new ForecastRequest(history, seasonalPeriods, newCovariates, lower, upper, horizon, series);
    }

    /** {@return a copy for forecasts that are used this many steps ahead} */
    public ForecastRequest withHorizon(int newHorizon) {
        return new ForecastRequest(history, seasonalPeriods, covariates, lower, upper, newHorizon, series);
    }

    /** {@return a copy that says whose demand it is} */
    public ForecastRequest withSeries(VmSeries newSeries) {
        return new ForecastRequest(history, seasonalPeriods, covariates, lower, upper, horizon, newSeries);
    }
}
