// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WeightedDrawsTest {

    @Test
    void aQuantileIsTheLeastValueThatSoMuchDoesNotExceed() {
        WeightedDraws draws = new WeightedDraws(4);
        draws.add(3, 1);
        draws.add(1, 2);
        draws.add(2, 0);
        draws.add(0, 1);

        assertThat(draws.mean()).isEqualTo((3 + 2) / 4.0, within(1e-12));
        assertThat(draws.quantile(0.2)).isZero();
        assertThat(draws.quantile(0.25)).isZero();
        assertThat(draws.quantile(0.26)).isEqualTo(1);
        assertThat(draws.quantile(0.75)).isEqualTo(1);
        assertThat(draws.quantile(0.9)).isEqualTo(3);
    }
}
