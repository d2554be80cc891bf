// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LongRunMixTest {

    private static double rank(double[] ranks, double share, double level) {
        return LongRunMix.rank(ranks, 0, share, level);
    }

    @Test
    void isTheForecastWithoutTheLongRun() {
        double[] ranks =
                Arrays.stream(LongRunMix.asked()).map(level -> 0.5 + level / 4).toArray();

        assertThat(rank(ranks, 0, 0.5)).isEqualTo(0.625, within(1e-6));
        assertThat(rank(ranks, 0, 0.9)).isEqualTo(0.725, within(1e-6));
    }

    @Test
    void isTheLongRunWhereThatIsForecast() {
        double[] ranks = LongRunMix.asked().clone();

        for (double level : new double[] {0.05, 0.5, 0.975}) {
            assertThat(rank(ranks, 0.5, level)).isEqualTo(level, within(1e-6));
        }
    }

    /** A quarter of the long run is 0.225 at rank 0.9, where the rest jumps from there to 0.975. */
    @Test
    void leavesInItsPlaceWhatIsNearlyCertain() {
        double[] ranks = new double[LongRunMix.asked().length];
        Arrays.fill(ranks, 0.9);

        assertThat(rank(ranks, 0.25, 0.5)).isEqualTo(0.9, within(1e-6));
        assertThat(rank(ranks, 0.25, 0.96)).isEqualTo(0.9, within(1e-6));
        assertThat(rank(ranks, 0.25, 0.1)).isEqualTo(0.4, within(1e-6));
    }

    @Test
    void hasMoreOfTheLongRunFurtherAhead() {
        assertThat(LongRunMix.share(1, 288)).isLessThan(0.002);
        assertThat(LongRunMix.share(288, 288)).isEqualTo(0.25);
        assertThat(LongRunMix.share(100_000, 288)).isLessThan(0.5);
    }
}
