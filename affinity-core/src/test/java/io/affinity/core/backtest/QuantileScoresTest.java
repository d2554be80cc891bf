// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuantileScoresTest {

    /** The level itself, in percent. */
    private static double[] percents() {
        double[] quantiles = new double[Backtest.LEVELS.size()];
        for (int level = 0; level < quantiles.length; level++) {
            quantiles[level] = 100 * Backtest.LEVELS.get(level);
        }
        return quantiles;
    }

    @Test
    void pinballIsTheMeanOverTheDeciles() {
        // 0.1 x 30 + 0.2 x 20 + 0.3 x 10 below, 0.5 x 10 + 0.4 x 20 + ... + 0.1 x 50 above.
        double below = 0.1 * 30 + 0.2 * 20 + 0.3 * 10;
        double above = 0.5 * 10 + 0.4 * 20 + 0.3 * 30 + 0.2 * 40 + 0.1 * 50;
        assertThat(QuantileScores.pinball(percents(), 40)).isCloseTo((below + above) / 9, within(1e-12));
    }

    @Test
    void aValueBetweenTwoQuantilesIsBelowTheUpperOnes() {
        assertThat(QuantileScores.shares(percents(), 45)).containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1);
        assertThat(QuantileScores.shares(percents(), 0)).containsOnly(1);
        assertThat(QuantileScores.shares(percents(), 100)).containsOnly(0);
    }

    @Test
    void aValueThatManyQuantilesAreCountsInPart() {
        double[] quantiles = {0, 0, 0, 0, 5, 5, 5, 9, 9, 9, 9, 9, 9};
        // Zero is all of the probability up to 0.3, the first level beyond.
        assertThat(QuantileScores.shares(quantiles, 0)[3]).isCloseTo(0.2 / 0.3, within(1e-12));
        assertThat(QuantileScores.shares(quantiles, 0)[4]).isEqualTo(1);
        // Five is what is between 0.2 and 0.6.
        assertThat(QuantileScores.shares(quantiles, 5)[3]).isZero();
        assertThat(QuantileScores.shares(quantiles, 5)[4]).isCloseTo(0.1 / 0.4, within(1e-12));
        assertThat(QuantileScores.shares(quantiles, 5)[6]).isCloseTo(0.3 / 0.4, within(1e-12));
    }
}
