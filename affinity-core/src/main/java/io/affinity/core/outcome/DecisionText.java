// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import java.util.Locale;

/** Why somebody else decides now, in words. */
final class DecisionText {

    private DecisionText() {}

    /** {@return a sentence; empty if nothing has changed yet} */
    static String of(DecidingRule standing) {
        DecidingRule.Verdict because = standing.because();
        if (because == null) {
            return "";
        }
        Interval gain = because.gain();
        String figures = String.format(
                Locale.ROOT,
                " by %.0f migrations' worth in %d h (80 %% interval %.0f to %.0f)",
                Math.abs(gain.estimate()),
                because.over().toHours(),
                gain.low(),
                gain.high());
        String compared = "forecasts were "
                + (gain.estimate() < 0 ? "worse" : "better") + " than "
                + switch (because.against()) {
                    case STAY -> "migrating nothing";
                    case REACTIVE -> "the reactive rule";
                    case ACTUAL -> "what was done without them";
                };
        return switch (standing.rule()) {
            case PREDICTIVE -> "Forecasts decide again: " + compared + figures + ".";
            case REACTIVE -> "The reactive rule decides since " + standing.since() + ": " + compared + figures + ".";
            case RECOMMEND ->
                "Recommended migrations are not carried out since " + standing.since() + ": " + compared + figures
                        + ".";
        };
    }
}
