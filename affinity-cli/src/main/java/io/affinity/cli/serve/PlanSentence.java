// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import io.affinity.cli.output.ReasonText;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why a migration is planned, as one would say it. */
final class PlanSentence {

    private PlanSentence() {}

    /** {@return a sentence or two} */
    static String of(Recommendation recommendation) {
        List<Reason> reasons = recommendation.reasons();
        Reason.ContentionAhead ahead = first(Reason.ContentionAhead.class, reasons);
        if (ahead != null) {
            return shortage(ahead) + target(recommendation, first(Reason.TargetContention.class, reasons)) + ".";
        }
        Reason.PolicyMended mended = first(Reason.PolicyMended.class, reasons);
        if (mended != null) {
            return mended.after() <= 0
                    ? "The rule " + mended.policy() + " is broken, and is kept then."
                    : "The rule " + mended.policy() + " is broken, and is broken less then.";
        }
        Reason.HostEmptied emptied = first(Reason.HostEmptied.class, reasons);
        if (emptied != null) {
            return emptied.host() + " is to be emptied, or may sleep once it is empty.";
        }
        return reasons.stream().map(ReasonText::of).collect(Collectors.joining("; ", "", "."));
    }

    private static <R extends Reason> @Nullable R first(Class<R> kind, List<Reason> reasons) {
        return reasons.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElse(null);
    }

    private static String shortage(Reason.ContentionAhead ahead) {
        String what =
                ahead.resource().name().equals("cpu") ? "CPU" : ahead.resource().name();
        if (ahead.ahead().isZero()) {
            return ahead.host() + " is short of " + what + " now";
        }
        return ahead.host() + " would be short of " + what + ", most of all in "
                + ahead.ahead().toMinutes() + " min (" + percent(ahead.probability()) + ")";
    }

    private static String target(Recommendation recommendation, Reason.@Nullable TargetContention target) {
        if (target == null) {
            return "";
        }
        return target.after() < 0.005
                ? "; " + recommendation.target() + " stays clear of that"
                : "; on " + recommendation.target() + " the probability of that is " + percent(target.after())
                        + " at most";
    }

    private static String percent(double share) {
        return share > 0 && share < 0.005 ? "below 1 %" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
