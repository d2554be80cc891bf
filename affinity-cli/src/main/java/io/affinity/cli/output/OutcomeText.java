// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import io.affinity.core.outcome.DecisionSummary;
import io.affinity.core.outcome.Interval;
import io.affinity.core.outcome.Rule;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** Says in words what decisions were worth. */
public final class OutcomeText {

    private OutcomeText() {}

    /** {@return two sentences; empty if there is nothing to tell yet} */
    public static String of(DecisionSummary outcome) {
        DecisionSummary.Recent recent = outcome.recent();
        if (recent.span().isZero()) {
            return "";
        }
        Interval stay = recent.avoidedByMigrating();
        Interval reactive = recent.avoidedByForecasts();
        if (recent.migrations() == 0 && isNothing(stay) && isNothing(reactive)) {
            return "In " + span(recent.span())
                    + ", nothing was migrated, and the reactive rule would have avoided no contention either."
                    + standing(outcome);
        }
        if (recent.migrations() == 0 && isNothing(stay)) {
            return "In " + span(recent.span()) + ", nothing was migrated; the reactive rule would have "
                    + (reactive.estimate() < 0 ? "avoided " : "caused ") + size(reactive)
                    + " VM minutes of contention, " + interval(reactive) + "." + standing(outcome);
        }
        return "In " + span(recent.span()) + ", " + count(recent.migrations())
                + (recent.migrations() == 1 ? " migration " : " migrations ")
                + (stay.estimate() < 0 ? "caused " : "avoided ") + size(stay) + " VM minutes of contention, "
                + interval(stay) + ". That is " + size(reactive) + (reactive.estimate() < 0 ? " less" : " more")
                + " than the reactive rule would have avoided, " + interval(reactive) + "."
                + standing(outcome);
    }

    private static boolean isNothing(Interval interval) {
        return Stream.of(interval.estimate(), interval.low(), interval.high()).allMatch(part -> Math.round(part) == 0);
    }

    private static String standing(DecisionSummary outcome) {
        Rule rule = outcome.standing().rule();
        return switch (rule) {
            case PREDICTIVE -> "";
            case REACTIVE ->
                " Forecasts did harm: the reactive rule decides since "
                        + outcome.standing().since() + ".";
            case RECOMMEND ->
                " Forecasts did harm: what they recommend is not carried out since "
                        + outcome.standing().since() + ".";
        };
    }

    private static String size(Interval interval) {
        return count(Math.abs(interval.estimate()));
    }

    /** Limits have the sign of what they limit. */
    private static String interval(Interval interval) {
        boolean isLoss = interval.estimate() < 0;
        return "80 % interval " + count(isLoss ? -interval.high() : interval.low()) + " to "
                + count(isLoss ? -interval.low() : interval.high());
    }

    private static String span(Duration span) {
        double hours = span.toMinutes() / 60.0;
        if (hours >= 48) {
            return count(hours / 24) + " days";
        }
        if (hours >= 2) {
            return count(hours) + " hours";
        }
        return span.toMinutes() >= 2 ? span.toMinutes() + " minutes" : span.toSeconds() + " seconds";
    }

    private static String count(double value) {
        // No minus before a zero.
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
}
