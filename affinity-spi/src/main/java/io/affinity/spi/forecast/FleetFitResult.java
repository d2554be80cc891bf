// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

/**
 * What came of a fit to a whole fleet: a model, or the reason why there is none. A series that told too little is no such
 * reason; that is told of each by {@link FleetModel#forecast}.
 */
public sealed interface FleetFitResult
        permits FleetFitResult.Fitted, FitResult.InsufficientHistory, FitResult.NotConverged {

    /** The fleet was learned. */
    record Fitted(FleetModel model) implements FleetFitResult {}
}
