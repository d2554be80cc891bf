// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NestedSeasonTest {

    @Test
    void averagesThePartsThatAreAlikeAndLeavesTheOthers() {
        double[] season = {1, 9, 1.2, 9.2, 1.1, 9.1, 5, 5};

        assertThat(NestedSeason.averaged(season, 2))
                .containsExactly(new double[] {1.05, 9.05, 1.15, 9.15, 1.1, 9.1, 5, 5}, within(1e-12));
    }

    @Test
    void changesNothingWhereThePartsRepeatExactly() {
        double[] season = {1, 9, 1, 9, 4, 4};

        assertThat(NestedSeason.averaged(season, 2)).containsExactly(season);
    }
}
