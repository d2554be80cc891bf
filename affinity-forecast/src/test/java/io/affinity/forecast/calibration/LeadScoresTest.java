// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.forecast.QuantileLevels;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeadScoresTest {

    private static final QuantileLevels LEVELS = QuantileLevels.of(0.001, 0.1, 0.5, 0.9, 0.999);

    private final Random random = new Random(20260107);

    @Test
    void findsTheQuantilesOfWhatItWasGiven() {
        LeadScores scores = new LeadScores();
        for (int i = 0; i < 20_000; i++) {
            scores.add(random.nextGaussian());
        }

        double[] quantiles = quantiles(scores, 1e9);

        // The memory of 720 scores leaves a standard error of 0.045 at a tenth; bins are a quarter of their place wide.
        assertThat(quantiles[1]).isCloseTo(-1.2816, within(0.2));
        assertThat(quantiles[2]).isCloseTo(0, within(0.15));
        assertThat(quantiles[3]).isCloseTo(1.2816, within(0.2));
    }

    @Test
    void followsADistributionThatChanges() {
        LeadScores scores = new LeadScores();
        for (int i = 0; i < 6_000; i++) {
            scores.add((i < 3_000 ? 1 : 5) * random.nextGaussian());
        }

        assertThat(quantiles(scores, 1e9)[3]).isCloseTo(6.4, within(1.0));
        assertThat(Math.sqrt(scores.meanSquare())).isCloseTo(5, within(0.5));
    }

    @Test
    void continuesTailsBeyondWhatItHasSeen() {
        LeadScores scores = new LeadScores();
        for (int i = 0; i < 100; i++) {
            scores.add(random.nextGaussian());
        }

        double[] quantiles = quantiles(scores, 50);

        assertThat(quantiles).isSorted();
        assertThat(quantiles[4]).isBetween(2.5, 6.0);
        assertThat(quantiles[0]).isBetween(-6.0, -2.5);
    }

    @Test
    void knowsAPointMass() {
        LeadScores scores = new LeadScores();
        for (int i = 0; i < 1000; i++) {
            scores.add(i % 20 == 0 ? 30 : 0);
        }

        double[] quantiles = quantiles(scores, 1e9);

        assertThat(quantiles[1]).isCloseTo(0, within(0.001));
        assertThat(quantiles[3]).isCloseTo(0, within(0.001));
        assertThat(quantiles[4]).isCloseTo(30, within(4.0));
    }

    @Test
    void takesScoresInOtherUnits() {
        LeadScores from = new LeadScores();
        for (int i = 0; i < 3000; i++) {
            from.add(random.nextGaussian());
        }
        LeadScores to = new LeadScores();
        to.take(from, 3, 100);

        assertThat(to.count()).isCloseTo(100, within(0.1));
        assertThat(quantiles(to, 1e9)[3]).isCloseTo(3 * quantiles(from, 1e9)[3], within(0.5));
        assertThat(to.meanSquare()).isCloseTo(9 * from.meanSquare(), within(1e-3));
    }

    @Test
    void staysExactOverAVeryLongTime() {
        LeadScores scores = new LeadScores();
        for (int i = 0; i < 200_000; i++) {
            scores.add(i % 2 == 0 ? 1 : -1);
        }

        assertThat(scores.count()).isCloseTo(720, within(5.0));
        assertThat(scores.meanSquare()).isCloseTo(1, within(1e-3));
    }

    @Test
    void putsEveryScoreIntoTheBinThatHoldsIt() {
        for (double score : new double[] {0, 1e-4, -1e-4, 0.001, 0.1, -0.1, 1, -1, 1.9999, 2, -2, 100, -100}) {
            int bin = ScoreBins.of(score);
            assertThat(score).isBetween(ScoreBins.from(bin), ScoreBins.to(bin));
        }
        assertThat(ScoreBins.of(Double.POSITIVE_INFINITY)).isEqualTo(ScoreBins.COUNT - 1);
        assertThat(ScoreBins.of(-1e300)).isZero();
    }

    private static double[] quantiles(LeadScores scores, double independent) {
        double[] quantiles = new double[LEVELS.size()];
        scores.quantiles(LEVELS, independent, quantiles);
        return quantiles;
    }
}
