// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class QuantileBoostingTest {

    private static final double[] LEVELS = {0.1, 0.5, 0.9};
    private static final BoostingSettings SETTINGS = new BoostingSettings(60, 15, 20, 0.5, 1, 0.1, 7);

    private static float[] predicted(QuantileBoosting boosting, SampleRows rows) {
        float[] into = new float[rows.rows() * boosting.levels()];
        boosting.predict(rows.features(), into);
        return into;
    }

    private static QuantileBoosting fitted(SampleRows rows) {
        return QuantileBoosting.fit(rows.features(), rows.targets, LEVELS, SETTINGS);
    }

    @Test
    void coversAsMuchAsItSaysOnRowsItHasNotSeen() {
        SampleRows test = SampleRows.of(3000, 0.2, 2);

        float[] quantiles = predicted(fitted(SampleRows.of(6000, 0.2, 1)), test);

        for (int l = 0; l < LEVELS.length; l++) {
            assertThat(test.covered(quantiles, l, LEVELS.length)).isCloseTo(LEVELS[l], within(0.04));
        }
    }

    /** The loss of the true quantiles is that of normal noise, 0.1755 at 0.1 and 0.9 and 0.3989 at 0.5, times its mean deviation 1. */
    @Test
    void losesLittleMoreThanWhoKnowsTheLaw() {
        SampleRows test = SampleRows.of(3000, 0.2, 2);

        float[] quantiles = predicted(fitted(SampleRows.of(6000, 0.2, 1)), test);

        assertThat(test.loss(quantiles, 0, 3, 0.1)).isLessThan(1.1 * 0.1755);
        assertThat(test.loss(quantiles, 1, 3, 0.5)).isLessThan(1.1 * 0.3989);
        assertThat(test.loss(quantiles, 2, 3, 0.9)).isLessThan(1.1 * 0.1755);
    }

    @Test
    void doesNotDependOnTheOrderOfRows() {
        SampleRows rows = SampleRows.of(800, 0.2, 3);
        SampleRows test = SampleRows.of(200, 0.2, 4);

        assertThat(predicted(fitted(rows.reversed()), test)).isEqualTo(predicted(fitted(rows), test));
    }

    @Test
    void looksAtTheOrderOfValuesAlone() {
        SampleRows rows = SampleRows.of(800, 0.2, 3);
        SampleRows bent = rows.bent();

        assertThat(predicted(fitted(bent), bent)).isEqualTo(predicted(fitted(rows), rows));
    }

    @Test
    void givesTheSameOnAnyNumberOfThreads() {
        SampleRows rows = SampleRows.of(30_000, 0.2, 3);
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            float[] alone = one.submit(() -> predicted(fitted(rows), rows)).join();

            assertThat(predicted(fitted(rows), rows)).isEqualTo(alone);
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void saysAConstantOfAConstant() {
        SampleRows rows = SampleRows.of(50, 0, 5);
        Arrays.fill(rows.targets, 4.5f);

        assertThat(predicted(fitted(rows), rows)).containsOnly(4.5f);
    }

    @Test
    void learnsFromOneRow() {
        SampleRows rows = SampleRows.of(1, 0, 5);

        assertThat(predicted(fitted(rows), rows)).containsOnly(rows.targets[0]);
    }

    @Test
    void sharesAQuantileOutAmongFeatures() {
        SampleRows rows = SampleRows.of(3000, 0, 6);
        QuantileBoosting boosting = fitted(rows);
        double[] idle = new double[1];

        for (int row = 0; row < 20; row++) {
            double[] contributions = boosting.contributions(rows.features(), row, 1);
            double sum = boosting.expected(1) + Arrays.stream(contributions).sum();
            float[] quantiles = predicted(boosting, rows);
            assertThat(sum).isCloseTo(quantiles[row * 3 + 1], within(0.05));
            assertThat(contributions[1] > 0).isEqualTo(rows.columns[1][row] > 0);
            idle[0] += Math.abs(contributions[3]);
        }
        assertThat(idle[0] / 20).isLessThan(0.1);
    }

    @Test
    void refusesWhatItCannotLearnFrom() {
        SampleRows rows = SampleRows.of(5, 0, 1);
        float[] bad = {1, 2, Float.NaN, 4, 5};

        assertThatThrownBy(() -> QuantileBoosting.fit(rows.features(), new float[4], LEVELS, SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("targets (4)");
        assertThatThrownBy(() -> QuantileBoosting.fit(rows.features(), bad, LEVELS, SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 2 (NaN)");
        assertThatThrownBy(() -> QuantileBoosting.fit(rows.features(), rows.targets, new double[] {0.5, 0.5}, SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[0.5, 0.5]");
        assertThatThrownBy(() -> new BoostingSettings(10, 5, 5, 0, 1, 0.1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("share of rows (0.0)");
    }
}
