// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Naive2Test {

    @Test
    void aMultiplicativeSeasonGoesOnFromTheAdjustedLastValue() {
        double[] season = {1, 2, 1, 0.5};
        double[] history = new double[40];
        Arrays.setAll(history, i -> 10 * season[i % 4]);

        double[] forecast = Naive2.forecast(history, 4, 6);

        double[] expected = {10, 20, 10, 5, 10, 20};
        for (int i = 0; i < expected.length; i++) {
            assertThat(forecast[i]).isEqualTo(expected[i], within(1e-9));
        }
    }

    @Test
    void withoutASeasonItIsTheLastValue() {
        double[] history = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3};

        assertThat(Naive2.forecast(history, 4, 2)).containsExactly(3, 3);
    }

    @Test
    void aSeriesThatIsNotPositiveHasNoSeason() {
        double[] history = new double[40];
        Arrays.setAll(history, i -> i % 4);

        assertThat(Naive2.forecast(history, 4, 2)).containsExactly(3, 3);
    }

    @Test
    void aMissingLastValueIsTheOneBefore() {
        assertThat(Naive2.forecast(new double[] {1, 2, Double.NaN}, 1, 1)).containsExactly(2);
    }

    @Test
    void nothingButGapsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Naive2.forecast(new double[] {Double.NaN}, 1, 1));
    }
}
