// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.outcome.DecidingRule;
import io.affinity.core.outcome.DecisionSummary;
import io.affinity.core.outcome.Interval;
import io.affinity.core.outcome.Rule;
import io.affinity.core.outcome.TrackTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTextTest {

    private static final Interval NOTHING = new Interval(0, 0, 0);
    private static final TrackTotals TOTALS = new TrackTotals(0, 0, 0, 0, 0, 0);

    private static String text(Duration span, int migrations, Interval byMigrating, Interval byForecasts) {
        DecisionSummary.Recent recent =
                new DecisionSummary.Recent(span, migrations, byMigrating, byForecasts, NOTHING, NOTHING);
        return OutcomeText.of(new DecisionSummary(
                Instant.EPOCH,
                span,
                Duration.ZERO,
                TOTALS,
                TOTALS,
                TOTALS,
                recent,
                List.of(),
                new DecidingRule(Rule.PREDICTIVE, Instant.EPOCH, null)));
    }

    @Test
    void saysNothingBeforeAnythingIsAccountedFor() {
        assertThat(text(Duration.ZERO, 0, NOTHING, NOTHING)).isEmpty();
    }

    @Test
    void makesNoFiguresOfNothing() {
        assertThat(text(Duration.ofSeconds(14), 0, NOTHING, NOTHING))
                .isEqualTo("In 14 seconds, nothing was migrated, and the reactive rule would have avoided no contention"
                        + " either.");
    }

    @Test
    void oneMigrationIsOne() {
        assertThat(text(Duration.ofHours(3), 1, new Interval(5, 4, 6), NOTHING))
                .startsWith("In 3 hours, 1 migration avoided 5 VM minutes of contention, 80 % interval 4 to 6.");
    }

    @Test
    void saysWhatTheReactiveRuleWouldHaveAvoidedThoughNothingWasMigrated() {
        assertThat(text(Duration.ofMinutes(90), 0, NOTHING, new Interval(-12, -20, -3)))
                .isEqualTo("In 90 minutes, nothing was migrated; the reactive rule would have avoided 12 VM minutes of"
                        + " contention, 80 % interval 3 to 20.");
        assertThat(text(Duration.ofMinutes(90), 0, NOTHING, new Interval(7, 2, 9)))
                .endsWith("the reactive rule would have caused 7 VM minutes of contention, 80 % interval 2 to 9.");
    }
}
