// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArimaSeasonTest {

    @Test
    void measuresTheStrengthOfASeason() {
        SplittableRandom random = new SplittableRandom(2);
        double[] noise = random.doubles(240).toArray();
        double[] season = IntStream.range(0, 240)
                .mapToDouble(i -> noise[i] + 5 * Math.sin(Math.PI * i / 6))
                .toArray();

        assertThat(ArimaSeason.strength(noise, 12)).isLessThan(0.5);
        assertThat(ArimaSeason.strength(season, 12)).isGreaterThan(0.9);
        assertThat(ArimaSeason.strength(new double[48], 12)).isZero();
    }
}
