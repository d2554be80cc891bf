// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodogramTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 8, 12, 97, 100, 336})
    void isTheSquaredSizeOfTheDiscreteFourierTransform(int length) {
        double[] values = Generated.NOISE.values(length, 1);

        double[] power = Periodogram.of(values);

        assertThat(power).hasSize(length / 2 + 1);
        for (int k = 0; k < power.length; k++) {
            double real = 0;
            double imaginary = 0;
            for (int i = 0; i < length; i++) {
                real += values[i] * Math.cos(2 * Math.PI * i * k / length);
                imaginary -= values[i] * Math.sin(2 * Math.PI * i * k / length);
            }
            assertThat(power[k]).isCloseTo(real * real + imaginary * imaginary, within(1e-8));
        }
    }
}
