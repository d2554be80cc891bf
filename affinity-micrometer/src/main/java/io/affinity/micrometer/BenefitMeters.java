// SPDX-License-Identifier: Apache-2.0
package io.affinity.micrometer;

import io.affinity.core.outcome.DecisionSummary;
import io.affinity.core.outcome.Interval;
import io.affinity.core.outcome.Rule;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What decisions were worth in the recent past, and who decides by that. */
final class BenefitMeters {

    private static final double SECONDS_PER_MINUTE = 60;

    private final Avoided againstStaying;
    private final Avoided againstReacting;
    private final Map<Rule, Level> rules = new EnumMap<>(Rule.class);

    /** An estimate with its 80 % interval. */
    private record Avoided(Level estimate, Level low, Level high) {

        static Avoided of(Meters meters, String against) {
            return new Avoided(
                    level(meters, against, "estimate"), level(meters, against, "low"), level(meters, against, "high"));
        }

        private static Level level(Meters meters, String against, String bound) {
            return meters.level(
                    "contention.avoided",
                    "seconds",
                    "VM seconds of contention less than otherwise, in the recent past, at most a week",
                    "against",
                    against,
                    "bound",
                    bound);
        }

        void show(Interval minutes) {
            estimate.set(minutes.estimate() * SECONDS_PER_MINUTE);
            low.set(minutes.low() * SECONDS_PER_MINUTE);
            high.set(minutes.high() * SECONDS_PER_MINUTE);
        }
    }

    BenefitMeters(Meters meters) {
        againstStaying = Avoided.of(meters, "staying");
        againstReacting = Avoided.of(meters, "reacting");
        for (Rule rule : Rule.values()) {
            rules.put(
                    rule,
                    meters.level(
                            "rule",
                            null,
                            "1 for the rule that decides",
                            "rule",
                            rule.name().toLowerCase(Locale.ROOT)));
        }
    }

    void show(@Nullable DecisionSummary outcome) {
        if (outcome == null) {
            return;
        }
        againstStaying.show(outcome.recent().avoidedByMigrating());
        againstReacting.show(outcome.recent().avoidedByForecasts());
        Rule deciding = outcome.standing().rule();
        rules.forEach((rule, level) -> level.set(rule == deciding ? 1 : 0));
    }
}
