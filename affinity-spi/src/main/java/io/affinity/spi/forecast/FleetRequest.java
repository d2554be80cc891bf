// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import java.util.List;

/**
 * What a fleet-wide forecaster is asked to learn. Immutable, but for the history, which may be read until the fit returns.
 *
 * @param history of all VMs, up to the newest step
 * @param seasonalPeriods lengths of the seasons that series may have, in steps, each at least 2; a hint
 * @param horizon how many steps ahead forecasts will be used, at least 1; a hint, as the model must forecast as many steps as it
 *     is asked for
 * @param budget how often the fit may look at a value, each time that it looks at one counted, roughly, and all threads together;
 *     at least 1. Work is counted, not measured, so that the result is the same on every machine. Whoever needs more learns from
 *     a part
 * @param seed of all random choices
 */
public record FleetRequest(FleetHistory history, List<Integer> seasonalPeriods, int horizon, long budget, long seed) {

    /** The budget of requests that name none, in looks at values: about ten seconds on one core. */
    public static final long DEFAULT_BUDGET = 5_000_000_000L;

    public FleetRequest {
        seasonalPeriods = SeasonalPeriods.checked(seasonalPeriods);
        if (horizon < 1 || budget < 1) {
            throw new IllegalArgumentException("The horizon (" + horizon + " steps) and the budget (" + budget
                    + " looks at values) must be at least 1.");
        }
    }

    /** {@return a request with the default horizon and budget and the seed 1} */
    public static FleetRequest of(FleetHistory history, Integer... seasonalPeriods) {
        return new FleetRequest(history, List.of(seasonalPeriods), ForecastRequest.DEFAULT_HORIZON, DEFAULT_BUDGET, 1);
    }

    /** {@return a copy with this past} */
    public FleetRequest withHistory(FleetHistory newHistory) {
        return new FleetRequest(newHistory, seasonalPeriods, horizon, budget, seed);
    }

    /** {@return a copy for forecasts that are used this many steps ahead} */
    public FleetRequest withHorizon(int newHorizon) {
        return new FleetRequest(history, seasonalPeriods, newHorizon, budget, seed);
    }

    /** {@return a copy with this budget} */
    public FleetRequest withBudget(long newBudget) {
        return new FleetRequest(history, seasonalPeriods, horizon, newBudget, seed);
    }

    /** {@return a copy with this seed} */
    public FleetRequest withSeed(long newSeed) {
        return new FleetRequest(history, seasonalPeriods, horizon, budget, newSeed);
    }
}
