// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerModelTest {

    @ParameterizedTest
    @CsvSource({"0, 93.7", "0.1, 97", "0.25, 103", "0.95, 134", "1, 135", "-1, 93.7", "7, 135"})
    void liesOnTheLinesBetweenTheMeasuredPoints(double utilization, double watts) {
        assertThat(PowerModel.HP_PROLIANT_G5.watts(utilization)).isCloseTo(watts, within(1e-9));
    }

    @Test
    void needsElevenPoints() {
        assertThatThrownBy(() -> PowerModel.of(1, 2, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PowerModel.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, Double.NaN))
                .hasMessageContaining("NaN");
    }
}
