// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

/** What came of a fit: a model, or the reason why there is none. */
public sealed interface FitResult {

    /** The series was learned. */
    record Fitted(FittedModel model) implements FitResult {}

    /**
     * Too few values that are not missing.
     *
     * @param required how many the forecaster needs for this request
     * @param available how many there are
     */
    record InsufficientHistory(int required, int available) implements FitResult, FleetFitResult, SeriesResult {}

    /** The numbers did not come out finite, or the optimizer gave up. */
    record NotConverged(String reason) implements FitResult, FleetFitResult, SeriesResult {}
}
