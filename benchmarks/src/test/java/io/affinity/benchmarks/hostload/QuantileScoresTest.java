// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantileScoresTest {

    private static final int OUTCOMES = 4000;

    @Test
    void honestScenariosCoverWhatTheySayAndMissEquallyOftenOnBothSides() {
        QuantileScores scores = scenarios(64, 1);

        assertThat(scores.within80()).isEqualTo(0.8, within(0.02));
        assertThat(scores.above80()).isEqualTo(0.1, within(0.015));
        assertThat(scores.below80()).isEqualTo(0.1, within(0.015));
        assertThat(scores.within95()).isEqualTo(0.95, within(0.011));
        assertThat(scores.above95()).isEqualTo(0.025, within(0.008));
        assertThat(scores.below95()).isEqualTo(0.025, within(0.008));
    }

    @Test
    void thirtyTwoScenariosHaveNoIntervalOfNinetyFivePercent() {
        QuantileScores scores = scenarios(32, 1);

        assertThat(scores.within80()).isEqualTo(0.8, within(0.02));
        assertThat(scores.within95()).isNaN();
    }

    @Test
    void scenariosThatAreTooNarrowOrTooWideScoreWorse() {
        QuantileScores honest = scenarios(64, 1);

        for (double deviation : new double[] {0.4, 2.5}) {
            QuantileScores other = scenarios(64, deviation);
            assertThat(other.pinball()).isGreaterThan(1.05 * honest.pinball());
            assertThat(other.brier()).isGreaterThan(honest.brier());
        }
        assertThat(scenarios(64, 0.4).within95()).isLessThan(0.65);
        assertThat(scenarios(64, 2.5).within80()).isGreaterThan(0.97);
    }

    @Test
    void aCertainRuleIsScoredByWhatHappened() {
        QuantileScores scores = new QuantileScores();
        scores.add(new NormalLoad(5, 0), 7, 6);
        scores.add(new NormalLoad(5, 0), 5, 4);

        assertThat(scores.outcomes()).isEqualTo(2);
        assertThat(scores.contended()).isEqualTo(1);
        // It said never to the first, and was wrong; it said surely to the second, and was right.
        assertThat(scores.brier()).isEqualTo(0.5);
        // Two too low at the median level on the average, of a load of twelve in all.
        assertThat(scores.pinball()).isEqualTo(0.5 * 2 / 12, within(1e-9));
        assertThat(scores.within80()).isEqualTo(0.5);
        assertThat(scores.above80()).isEqualTo(0.5);
    }

    /** Outcomes are normal around 10 and the capacity is 11; scenarios are as wide as outcomes times a factor. */
    private static QuantileScores scenarios(int count, double deviation) {
        Random random = new Random(5);
        QuantileScores scores = new QuantileScores();
        for (int i = 0; i < OUTCOMES; i++) {
            double[] loads = new double[count];
            for (int s = 0; s < count; s++) {
                loads[s] = 10 + deviation * random.nextGaussian();
            }
            scores.add(new EqualChances(loads), 10 + random.nextGaussian(), 11);
        }
        return scores;
    }
}
