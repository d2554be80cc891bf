// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import io.affinity.core.ledger.ForecasterAccuracy;
import io.affinity.core.ledger.LedgerSummary;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in words how good forecasts were, against what anybody would have said. */
public final class AccuracyText {

    private static final Map<String, String> REFERENCES = Map.of(
            "persistence", "the last value", "seasonal-naive", "the value a season ago", "long-run", "the long run");

    private AccuracyText() {}

    /** {@return one or two sentences; empty if nothing was scored yet} */
    public static String of(LedgerSummary accuracy) {
        List<ForecasterAccuracy> forecasters = accuracy.forecasters();
        if (forecasters.isEmpty() || Double.isNaN(forecasters.get(0).pooledSkill())) {
            return "";
        }
        ForecasterAccuracy own = forecasters.get(0);
        return "Forecasts of " + own.series() + " series, as hosts add them up: "
                + forecasters.stream()
                        .skip(1)
                        .filter(reference -> reference.pooledSkill() < 1)
                        .map(reference -> against(own, reference))
                        .collect(Collectors.joining(", "))
                + "; " + percent(own.coverage80()) + " of what came was within the 80 % intervals."
                + (accuracy.demoted() == 0 ? "" : " Of " + accuracy.demoted() + ", a reference is believed instead.");
    }

    /** Both skills are over persistence, so that what is left of its loss tells which loses more. */
    private static String against(ForecasterAccuracy own, ForecasterAccuracy reference) {
        double skill = 1 - (1 - own.pooledSkill()) / (1 - reference.pooledSkill());
        String name = REFERENCES.getOrDefault(reference.forecaster(), reference.forecaster());
        return percent(Math.abs(skill)) + (skill < 0 ? " more" : " less") + " loss than " + name;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%d %%", Math.round(100 * share));
    }
}
