// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

/** What a {@link FleetModel} says of one series: a forecast, or the reason why there is none. */
public sealed interface SeriesResult
        permits SeriesResult.Forecasted,
                SeriesResult.ByAttributes,
                FitResult.InsufficientHistory,
                FitResult.NotConverged {

    /** The forecast rests on what this very series did; anything may be decided on it, and it is judged by what comes. */
    record Forecasted(Forecast forecast) implements SeriesResult {}

    /**
     * The series told too little, and the forecast is that of VMs like it. What may be decided on it depends on how many there
     * are.
     */
    record ByAttributes(Forecast forecast) implements SeriesResult {}
}
