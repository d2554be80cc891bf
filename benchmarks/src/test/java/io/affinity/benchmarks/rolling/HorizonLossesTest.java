// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.forecast.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HorizonLossesTest {

    private final HorizonLosses losses = new HorizonLosses(2);

    @Test
    void stepsUpToTheHorizonAreAveragedOverLevelsAndValues() {
        // Quantiles are 1 to 9 at each step; the values after the origin are 5 and 10, the third step does not count.
        losses.add(forecast(3), new double[] {0, 5, 10, 100}, 1);

        assertThat(losses.values()).isEqualTo(2);
        assertThat(losses.pinball50()).isEqualTo((0 + 0.5 * 5) / 2);
        assertThat(losses.pinball90()).isEqualTo((0.1 * 2 + 0.9 * 3) / 2, within(1e-12));
        assertThat(losses.coverage80()).isEqualTo(0.5);
        assertThat(losses.coverage95()).isEqualTo(0.5);
        double first = 2 * (0.025 * 4 + 0.05 * 3 + 0.1 * 2 + 0.25) / 9;
        double second =
                (0.025 * 9 + 0.05 * 8 + 0.1 * 7 + 0.25 * 6 + 0.5 * 5 + 0.75 * 4 + 0.9 * 3 + 0.95 * 2 + 0.975) / 9;
        assertThat(losses.loss()).isEqualTo((first + second) / 2, within(1e-12));
    }

    @Test
    void aMissingValueDoesNotCountAndNeitherDoesAnOriginNearTheEnd() {
        losses.add(forecast(2), new double[] {0, Double.NaN, 5}, 1);
        losses.add(forecast(2), new double[] {0, Double.NaN, 5}, 2);

        assertThat(losses.values()).isEqualTo(1);
        assertThat(losses.origins()).isEqualTo(1);
    }

    private static Forecast forecast(int steps) {
        int levels = HorizonLosses.LEVELS.size();
        double[] mean = new double[steps];
        Arrays.fill(mean, 5);
        double[] quantiles = new double[steps * levels];
        Arrays.setAll(quantiles, i -> 1 + i % levels);
        return Forecast.of(Instant.EPOCH, Duration.ofHours(1), HorizonLosses.LEVELS, mean, quantiles);
    }
}
