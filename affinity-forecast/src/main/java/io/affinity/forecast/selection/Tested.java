// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.forecast.calibration.CalibratedModel;
import io.affinity.spi.forecast.FittedModel;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A candidate after its backtest.
 *
 * @param model which learned the past and has seen the rest since; null if it could not be tested
 * @param learned makes another one that has not seen the rest yet; null if it cannot be kept as bytes
 */
record Tested(
        Candidate candidate,
        Choice.Outcome outcome,
        BacktestScore score,
        @Nullable FittedModel model,
        @Nullable Supplier<FittedModel> learned) {

    /** {@return whether its model can be a member of a combination} */
    boolean combinable() {
        return score.known() && model instanceof CalibratedModel;
    }

    Choice.Option option() {
        return new Choice.Option(candidate.label(), outcome, score.near(), score.far(), 0, 0);
    }
}
