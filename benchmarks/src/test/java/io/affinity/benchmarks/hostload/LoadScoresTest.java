// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LoadScoresTest {

    private static final int SCENARIOS = 32;
    private static final int OUTCOMES = 4000;

    /** Three standard errors of a share near a tenth, or near eight tenths, of so many outcomes. */
    private static final double SAMPLING_ERROR = 0.02;

    @Test
    void honestScenariosHaveTheNominalShareInsideAboveAndBelow() {
        LoadScores scores = normal(0, 1);

        assertThat(scores.nominalInside()).isEqualTo(27.0 / 33, within(1e-12));
        assertThat(scores.nominalTail()).isEqualTo(3.0 / 33, within(1e-12));
        assertThat(scores.inside()).isEqualTo(27.0 / 33, within(SAMPLING_ERROR));
        assertThat(scores.above()).isEqualTo(3.0 / 33, within(SAMPLING_ERROR));
        assertThat(scores.below()).isEqualTo(3.0 / 33, within(SAMPLING_ERROR));
        assertThat(scores.meanRatio()).isEqualTo(1, within(0.01));
        assertThat(scores.meanRank()).isEqualTo(0.5, within(SAMPLING_ERROR));
        assertThat(scores.errorVariance()).isEqualTo(1, within(0.1));
    }

    @Test
    void scenariosThatAreTooLowShowTheirBias() {
        LoadScores scores = normal(-1, 1);

        assertThat(scores.meanRatio()).isEqualTo(0.9, within(0.01));
        assertThat(scores.above()).isGreaterThan(0.3);
        assertThat(scores.below()).isLessThan(0.02);
        assertThat(scores.meanRank()).isGreaterThan(0.7);
    }

    @Test
    void scenariosThatAreTooNarrowMissOnBothSidesAndScoreWorse() {
        LoadScores narrow = normal(0, 0.5);

        assertThat(narrow.above()).isGreaterThan(0.2);
        assertThat(narrow.below()).isGreaterThan(0.2);
        assertThat(narrow.errorVariance()).isEqualTo(4, within(0.4));
        assertThat(narrow.crps()).isGreaterThan(normal(0, 1).crps());
    }

    /** Of a normal distribution the score is its standard deviation over the square root of pi (Gneiting and Raftery 2007). */
    @Test
    void theScoreOfHonestScenariosIsThatOfTheDistribution() {
        assertThat(normal(0, 1).crps()).isEqualTo(1 / Math.sqrt(Math.PI) / 10, within(0.002));
    }

    @Test
    void anIdleHostThatWasSaidToBeIdleIsInside() {
        LoadScores scores = new LoadScores(SCENARIOS);
        scores.add(new double[SCENARIOS], 0);

        assertThat(scores.inside()).isEqualTo(1);
        assertThat(scores.meanRank()).isEqualTo(0.5);
        assertThat(scores.crps()).isNaN();
    }

    @Test
    void theIntervalBeginsAtTheThirdOfThirtyTwoAndAtTheNinthOfAHundred() {
        assertThat(new LoadScores(100).nominalTail()).isEqualTo(9.0 / 101, within(1e-12));
        LoadScores scores = new LoadScores(SCENARIOS);
        double[] loads = new double[SCENARIOS];
        for (int s = 0; s < SCENARIOS; s++) {
            // In no order, as scenarios come.
            loads[s] = (7 * s) % SCENARIOS + 1;
        }
        scores.add(loads, 3);
        scores.add(loads, 30);
        scores.add(loads, 2.9);
        scores.add(loads, 30.1);

        assertThat(scores.inside()).isEqualTo(0.5);
        assertThat(scores.below()).isEqualTo(0.25);
        assertThat(scores.above()).isEqualTo(0.25);
    }

    @Test
    void tooFewScenariosHaveNoInterval() {
        assertThatThrownBy(() -> new LoadScores(4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(4)");
    }

    /** Outcomes are normal around 10; so are the scenarios, but for a shift, and with another deviation. */
    private static LoadScores normal(double shift, double deviation) {
        Random random = new Random(7);
        LoadScores scores = new LoadScores(SCENARIOS);
        for (int i = 0; i < OUTCOMES; i++) {
            double[] loads = new double[SCENARIOS];
            for (int s = 0; s < SCENARIOS; s++) {
                loads[s] = 10 + shift + deviation * random.nextGaussian();
            }
            scores.add(loads, 10 + random.nextGaussian());
        }
        return scores;
    }
}
