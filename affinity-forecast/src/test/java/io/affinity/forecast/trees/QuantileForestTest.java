// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class QuantileForestTest {

    private static final double[] LEVELS = {0.1, 0.5, 0.9};
    private static final ForestSettings SETTINGS = new ForestSettings(60, 15, 0.5, 0.75, 7);

    private static float[] predicted(QuantileForest forest, SampleRows rows) {
        float[] into = new float[rows.rows() * LEVELS.length];
        forest.quantiles(rows.features(), LEVELS, into);
        return into;
    }

    private static QuantileForest fitted(SampleRows rows) {
        return QuantileForest.fit(rows.features(), rows.targets, SETTINGS);
    }

    /** One tree on all rows without a split has them all in one leaf: the plain quantiles of the targets. */
    @Test
    void saysThePlainQuantilesWithoutASplit() {
        float[][] idle = {{1, 1, 1, 1, 1}};
        float[] targets = {50, 10, 40, 20, 30};
        FeatureColumns features = FeatureColumns.of(idle, 5);
        QuantileForest forest = QuantileForest.fit(features, targets, new ForestSettings(1, 1, 1, 1, 1));
        float[] quantiles = new float[15];

        forest.quantiles(features, new double[] {0.2, 0.5, 0.9}, quantiles);

        assertThat(Arrays.copyOf(quantiles, 3)).containsExactly(10, 30, 50);
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
        SampleRows rows = SampleRows.of(3000, 0.2, 3);
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
    void sharesTheMeanOutAmongFeatures() {
        SampleRows rows = SampleRows.of(3000, 0, 6);
        QuantileForest forest = fitted(rows);
        float[] shares = new float[rows.rows() * forest.points()];
        forest.predict(rows.features(), shares);

        for (int row = 0; row < 20; row++) {
            double mean = 0;
            for (int p = 0; p < forest.points(); p++) {
                mean += shares[row * forest.points() + p] * (double) forest.point(p);
            }
            double[] contributions = forest.contributions(rows.features(), row);
            assertThat(forest.expected() + Arrays.stream(contributions).sum()).isCloseTo(mean, within(1e-3));
            assertThat(contributions[1] > 0).isEqualTo(rows.columns[1][row] > 0);
        }
    }

    @Test
    void refusesRowsOfOtherFeatures() {
        QuantileForest forest = fitted(SampleRows.of(50, 0, 1));
        FeatureColumns other = FeatureColumns.of(new float[][] {{1}}, 1);

        assertThatThrownBy(() -> forest.quantiles(other, LEVELS, new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("features (1)");
    }
}
