package io.affinity.spi.forecast;

import io.affinity.spi.demand.TimeSeries;
import java.util.List;

/**
 * What a forecaster is asked to learn. Immutable and thread-safe.
 *
 * @param history the past, missing values included; may be empty
 * @param seasonalPeriods lengths of the seasons that the series may have, in steps, each at least 2; a hint, for
 *     example 288 for a day of five-minute steps
 * @param covariates what is known in advance; a forecaster that cannot use them ignores them
 * @param lower the least value possible, such as 0 for demand; may be negative infinity
 * @param upper the greatest value possible, such as a VM's allocation; may be infinity
 */
public record ForecastRequest(
        TimeSeries history, List<Integer> seasonalPeriods, List<Covariate> covariates, double lower, double upper) {

    public ForecastRequest {
        seasonalPeriods = List.copyOf(seasonalPeriods);
        covariates = List.copyOf(covariates);
        for (int period : seasonalPeriods) {
            if (period < 2) {
                throw new IllegalArgumentException("The seasonal period (" + period + ") must be at least 2 steps.");
            }
        }
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    "The bounds (" + lower + ", " + upper + ") must be numbers in increasing order.");
        }
    }

    /** {@return a request for an unbounded series without covariates} */
    public static ForecastRequest of(TimeSeries history, Integer... seasonalPeriods) {
        return new ForecastRequest(
                history, List.of(seasonalPeriods), List.of(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** {@return a copy with these bounds on the values} */
    public ForecastRequest within(double newLower, double newUpper) {
        return new ForecastRequest(history, seasonalPeriods, covariates, newLower, newUpper);
    }

    /** {@return a copy with this past} */
    public ForecastRequest withHistory(TimeSeries newHistory) {
        return new ForecastRequest(newHistory, seasonalPeriods, covariates, lower, upper);
    }

    /** {@return a copy with these covariates} */
    public ForecastRequest withCovariates(List<Covariate> newCovariates) {
        return new ForecastRequest(history, seasonalPeriods, newCovariates, lower, upper);
    }
}
