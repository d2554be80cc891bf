// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.core.balancing.PredictiveSettings;
import java.time.Duration;

/** What the file says of how far and how carefully is looked ahead. */
final class PredictionSection {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int MOST_SCENARIOS = 128;
    private static final int MOST_ITERATIONS = 1_000_000;

    private PredictionSection() {}

    static PredictiveSettings read(Section s) {
        PredictiveSettings absent = PredictiveSettings.DEFAULT;
        PredictiveSettings.Builder settings = absent.toBuilder()
                .horizon(s.duration("horizon", absent.horizon(), SHORTEST, LONGEST))
                .scenarios(s.whole("scenarios", absent.scenarios(), 1, MOST_SCENARIOS))
                .threshold(s.number("threshold", absent.threshold(), Range.of(0.0, 1e9)))
                .cooldown(s.duration("cooldown", absent.cooldown(), Duration.ZERO, LONGEST))
                .returnBan(s.duration("return-ban", absent.returnBan(), SHORTEST, LONGEST))
                .iterations(s.whole("iterations", (int) absent.iterations(), 0, MOST_ITERATIONS))
                .seed(s.whole(
                        "seed", absent.seed(), Range.of(-1_000_000_000_000_000_000L, 1_000_000_000_000_000_000L)));
        s.end();
        return settings.build();
    }
}
