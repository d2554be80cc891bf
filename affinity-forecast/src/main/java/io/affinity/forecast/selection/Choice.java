// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import java.util.List;

/**
 * What was chosen for a series, and why. Immutable and thread-safe.
 *
 * @param reason why
 * @param options what there was to choose from, from the simplest to the least simple
 * @param origins of how many forecasts each near loss is the mean; 0 without a backtest
 * @param steps how many steps ahead is near
 * @param farSteps how many steps ahead was looked at in all; equal to {@code steps} if the history is too short for more
 * @param effort what the fits cost, in values seen: one candidate's look at one value counts 1
 */
public record Choice(Reason reason, List<Option> options, int origins, int steps, int farSteps, long effort) {

    /** Why a model was chosen. */
    public enum Reason {
        /** It had the least loss. */
        BEST,
        /** A less simple one was hardly better. */
        SIMPLER,
        /** None was clearly the best, and their weighted mean was better than each. */
        COMBINED,
        /** There are too few values to test anything. */
        TOO_SHORT,
        /** No candidate could be tested: the values to test it on are missing. */
        UNTESTED,
        /** The series hardly ever changes. */
        STILL
    }

    /** What became of a candidate. */
    public enum Outcome {
        /** It has a loss. */
        TESTED,
        /** It could not learn the series. */
        NOT_LEARNED,
        /** It would have cost more than was left of the budget. */
        OVER_BUDGET
    }

    /**
     * A candidate.
     *
     * @param label tells candidates apart
     * @param outcome what became of it
     * @param nearLoss mean pinball loss at the levels 0.1, 0.5 and 0.9 over the near steps, in the unit of the series; NaN
     *     if it was not tested
     * @param farLoss the same over the steps after them
     * @param nearWeight how much it counts in the near steps of the model, in [0, 1]
     * @param farWeight how much it counts in the far steps
     */
    public record Option(
            String label, Outcome outcome, double nearLoss, double farLoss, double nearWeight, double farWeight) {

        Option withWeights(double near, double far) {
            return new Option(label, outcome, nearLoss, farLoss, near, far);
        }
    }

    public Choice {
        options = List.copyOf(options);
    }

    /** {@return a choice without a test} */
    static Choice untested(Reason reason, String label) {
        Option only = new Option(label, Outcome.NOT_LEARNED, Double.NaN, Double.NaN, 1, 1);
        return new Choice(reason, List.of(only), 0, 0, 0, 0);
    }
}
