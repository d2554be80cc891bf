// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TreeGrowerTest {

    private static final Growth STUMP = new Growth(2, 1, 1, false);

    private static GrownTree grown(Growth growth, float[] feature, float... targets) {
        FeatureColumns features = FeatureColumns.of(new float[][] {feature}, targets.length);
        FeatureBins bins = FeatureBins.of(features);
        int[] rows = new int[targets.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        return new TreeGrower(bins, bins.bin(features), growth, rows, targets, 1).grow();
    }

    /** Targets 1, 1, 5, 6, 7: sums of squares left after 1, 2, 3 and 4 rows are 20.75, 2, 11.17 and 20.75. */
    @Test
    void splitsWhereTheSquaresThatAreLeftAreLeast() {
        GrownTree grown = grown(STUMP, new float[] {10, 20, 30, 40, 50}, 1, 1, 5, 6, 7);

        assertThat(grown.tree().leaves()).isEqualTo(2);
        assertThat(grown.ends()).containsExactly(2, 5);
        assertThat(grown.rows()).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void sendsMissingValuesToTheSideTheyAreLike() {
        GrownTree grown = grown(STUMP, new float[] {1, 2, Float.NaN, 3, Float.NaN}, 0, 0, 9, 10, 9);

        assertThat(grown.rows()).startsWith(0, 1);
        assertThat(grown.ends()).containsExactly(2, 5);
    }

    @Test
    void splitsWhatIsMissingFromWhatIsNot() {
        GrownTree grown = grown(STUMP, new float[] {1, Float.NaN, 2, Float.NaN}, 0, 9, 0, 9);

        assertThat(grown.rows()).containsExactly(0, 2, 1, 3);
        assertThat(grown.ends()).containsExactly(2, 4);
    }

    /** Of targets 0, 0, 0, 8 the best split has one row on one side, which is too few. */
    @Test
    void leavesEnoughRowsInALeaf() {
        GrownTree grown = grown(new Growth(9, 2, 1, true), new float[] {1, 2, 3, 4}, 0, 0, 0, 8);

        assertThat(grown.ends()).containsExactly(2, 4);
    }

    @Test
    void doesNotSplitWhatIsAlike() {
        assertThat(grown(STUMP, new float[] {1, 2, 3}, 4, 4, 4).tree().leaves()).isEqualTo(1);
        assertThat(grown(STUMP, new float[] {1, 1, 1}, 4, 5, 6).tree().leaves()).isEqualTo(1);
        assertThat(grown(STUMP, new float[] {1}, 4).tree().leaves()).isEqualTo(1);
    }

    /** What is left of 0, 4, 20, 21 is least after two rows; then 0 and 4 are further apart than 20 and 21. */
    @Test
    void splitsTheLeafFirstThatGainsMost() {
        GrownTree grown = grown(new Growth(3, 1, 1, false), new float[] {1, 2, 3, 4}, 0, 4, 20, 21);

        assertThat(grown.ends()).as("the older leaf first").containsExactly(4, 1, 2);
        assertThat(grown.rows()).containsExactly(0, 1, 2, 3);
    }
}
