// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EqualChancesTest {

    @Test
    void ofNineValuesEachIsADecile() {
        EqualChances chances = new EqualChances(new double[] {5, 1, 9, 2, 8, 3, 7, 4, 6});

        assertThat(chances.quantile(0.1)).isEqualTo(1, within(1e-9));
        assertThat(chances.quantile(0.5)).isEqualTo(5, within(1e-9));
        assertThat(chances.quantile(0.9)).isEqualTo(9, within(1e-9));
        assertThat(chances.quantile(0.55)).isEqualTo(5.5, within(1e-9));
    }

    @Test
    void thirtyNineValuesReachTwoAndAHalfPercentAndThirtyEightDoNot() {
        EqualChances enough =
                new EqualChances(IntStream.rangeClosed(1, 39).asDoubleStream().toArray());
        EqualChances tooFew =
                new EqualChances(IntStream.rangeClosed(1, 38).asDoubleStream().toArray());

        assertThat(enough.reaches(0.025)).isTrue();
        assertThat(enough.reaches(0.975)).isTrue();
        assertThat(enough.quantile(0.025)).isEqualTo(1, within(1e-6));
        assertThat(tooFew.reaches(0.025)).isFalse();
        assertThat(tooFew.reaches(0.975)).isFalse();
        assertThat(tooFew.quantile(0.975)).isEqualTo(38);
    }

    @Test
    void aCapacityIsExceededByWhatIsAboveItOnly() {
        EqualChances chances = new EqualChances(new double[] {1, 2, 2, 3});

        assertThat(chances.above(2)).isEqualTo(0.25);
        assertThat(chances.above(1.5)).isEqualTo(0.75);
        assertThat(chances.above(0)).isEqualTo(1);
        assertThat(chances.above(3)).isZero();
    }

    @Test
    void noLoadIsBelowZeroAndNothingIsNoDistribution() {
        assertThat(new EqualChances(new double[] {-4, 1}).quantile(0.2)).isZero();
        assertThatThrownBy(() -> new EqualChances(new double[0])).hasMessageContaining("(0) must be at least 1");
    }

    @Test
    void aNormalLoadHasItsQuantilesAndOneThatIsCertainHasOne() {
        NormalLoad normal = new NormalLoad(10, 2);

        assertThat(normal.quantile(0.975)).isEqualTo(10 + 2 * 1.959964, within(1e-4));
        assertThat(normal.above(12)).isEqualTo(0.158655, within(1e-5));
        assertThat(new NormalLoad(1, 5).quantile(0.1)).isZero();
        assertThat(new NormalLoad(10, 0).above(9.9)).isEqualTo(1);
        assertThat(new NormalLoad(10, 0).above(10)).isZero();
    }
}
