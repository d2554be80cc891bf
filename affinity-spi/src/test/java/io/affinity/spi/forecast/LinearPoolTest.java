// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearPoolTest {

    private static final QuantileLevels QUARTERS = QuantileLevels.of(0.25, 0.5, 0.75);

    private static Forecast forecast(QuantileLevels levels, double mean, double... quantiles) {
        return Forecast.of(Instant.EPOCH, Duration.ofMinutes(5), levels, new double[] {mean}, quantiles);
    }

    /** From one value to another, all alike. */
    private static Forecast uniform(double from, double to) {
        double quarter = (to - from) / 4;
        return forecast(QUARTERS, from + 2 * quarter, from + quarter, from + 2 * quarter, from + 3 * quarter);
    }

    @Test
    void oneForecastIsItsOwnPool() {
        Forecast pool = LinearPool.of(List.of(uniform(0, 4)));

        assertThat(pool.mean(0)).isEqualTo(2);
        assertThat(pool.quantile(0, 0)).isCloseTo(1, within(1e-12));
        assertThat(pool.quantile(1, 0)).isCloseTo(2, within(1e-12));
        assertThat(pool.quantile(2, 0)).isCloseTo(3, within(1e-12));
    }

    @Test
    void thoseWhoDisagreeAreTogetherAsWideAsTheyDisagree() {
        Forecast pool = LinearPool.of(List.of(uniform(0, 4), uniform(10, 14)));

        assertThat(pool.mean(0)).isEqualTo(7);
        assertThat(pool.quantile(0, 0)).as("half of the first").isCloseTo(2, within(1e-12));
        assertThat(pool.quantile(1, 0)).isBetween(4.0, 10.0);
        assertThat(pool.quantile(2, 0)).as("half of the second").isCloseTo(12, within(1e-12));
    }

    @Test
    void thoseThatOverlapAddUp() {
        // Half of it is spread over 0 to 4, half over 2 to 6.
        Forecast pool = LinearPool.of(List.of(uniform(0, 4), uniform(2, 6)));

        assertThat(pool.quantile(0, 0)).isCloseTo(2, within(1e-12));
        assertThat(pool.quantile(1, 0)).isCloseTo(3, within(1e-12));
        assertThat(pool.quantile(2, 0)).isCloseTo(4, within(1e-12));
    }

    @Test
    void whatIsCertainForOneIsAsLikelyAsHeIs() {
        Forecast pool = LinearPool.of(List.of(forecast(QUARTERS, 5, 5, 5, 5), uniform(0, 4), uniform(6, 10)));

        assertThat(pool.quantile(1, 0)).isEqualTo(5);
        assertThat(pool.quantile(0, 0)).isCloseTo(3, within(1e-12));
        assertThat(pool.quantile(2, 0)).isCloseTo(7, within(1e-12));
    }

    @Test
    void oneLevelTellsOfNoWidth() {
        QuantileLevels median = QuantileLevels.of(0.5);

        Forecast pool = LinearPool.of(List.of(forecast(median, 1, 1), forecast(median, 3, 3)));

        assertThat(pool.mean(0)).isEqualTo(2);
        assertThat(pool.quantile(0, 0)).isBetween(1.0, 3.0);
    }

    @Test
    void quantilesAreBetweenThoseOfItsForecasts() {
        SplittableRandom random = new SplittableRandom(7);
        QuantileLevels levels = QuantileLevels.STANDARD;
        for (int i = 0; i < 2000; i++) {
            Forecast one = random(levels, random);
            Forecast other = random(levels, random);

            Forecast pool = LinearPool.of(List.of(one, other));

            for (int l = 0; l < levels.size(); l++) {
                assertThat(pool.quantile(l, 0))
                        .isBetween(
                                Math.min(one.quantile(l, 0), other.quantile(l, 0)) - 1e-12,
                                Math.max(one.quantile(l, 0), other.quantile(l, 0)) + 1e-12);
            }
        }
    }

    private static Forecast random(QuantileLevels levels, SplittableRandom random) {
        double[] quantiles = random.doubles(levels.size(), 0, 10).toArray();
        if (random.nextInt(3) == 0) {
            Arrays.setAll(quantiles, i -> Math.rint(quantiles[i] / 4));
        }
        Arrays.sort(quantiles);
        return forecast(levels, quantiles[4], quantiles);
    }

    @Test
    void forecastsThatAreNotAlikeAreRefused() {
        assertThatThrownBy(() -> LinearPool.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> LinearPool.of(List.of(uniform(0, 1), forecast(QuantileLevels.of(0.5), 1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("levels");
    }
}
