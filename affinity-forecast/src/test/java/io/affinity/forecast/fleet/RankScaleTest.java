// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankScaleTest {

    private final RankScale scale = new RankScale(new double[] {0, 0, 0, 10, 20});

    /** Of n values, the i-th has the rank (i - 0.5) / n. */
    @Test
    void ranksValuesAmongThoseOfThePast() {
        assertThat(scale.rank(10)).isEqualTo(0.7, within(1e-12));
        assertThat(scale.rank(15)).isEqualTo(0.8, within(1e-12));
        assertThat(scale.rank(20)).isEqualTo(0.9, within(1e-12));
        assertThat(scale.rank(Double.NaN)).isNaN();
    }

    @Test
    void putsEqualValuesBetweenTheFirstAndTheLastOfThem() {
        assertThat(scale.rank(0, 0)).isEqualTo(0.1, within(1e-12));
        assertThat(scale.rank(0, 1)).isEqualTo(0.5, within(1e-12));
        assertThat(scale.value(0.1)).isZero();
        assertThat(scale.value(0.5)).isZero();
    }

    /** Half a rank for each range beyond, up to 2. */
    @Test
    void goesOnBeyondThePast() {
        assertThat(scale.rank(40)).isEqualTo(0.9 + 0.5, within(1e-12));
        assertThat(scale.rank(1e9)).isEqualTo(2);
        assertThat(scale.rank(-20)).isEqualTo(0.1 - 0.5, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-15, 0, 3, 10, 17.5, 20, 33})
    void findsValuesAgain(double value) {
        assertThat(scale.value(scale.rank(value))).isEqualTo(value, within(1e-9));
    }

    @Test
    void knowsNothingButItsValueOfAConstant() {
        RankScale constant = new RankScale(new double[] {7, 7, 7});

        assertThat(constant.value(0.2)).isEqualTo(7);
        assertThat(constant.value(0.8)).isEqualTo(7);
        assertThat(constant.value(constant.rank(7.1))).isEqualTo(7.1, within(1e-9));
    }
}
