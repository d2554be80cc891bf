// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.forecast.Forecast;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForecastScoresTest {

    private final ForecastScores scores = new ForecastScores();

    @Test
    void everyFigureIsThatOfItsDefinition() {
        // Mean 10, 95 % interval 6 to 14, 80 % interval 8 to 12; the values are 11 and 16, the unit is 2.
        scores.add(forecast(10, 10), new double[] {11, 16}, 2);

        assertThat(scores.smape()).isEqualTo(100 * (2.0 / 21 + 12.0 / 26) / 2, within(1e-9));
        assertThat(scores.mase()).isEqualTo((1 + 6) / 2.0 / 2);
        assertThat(scores.msis()).isEqualTo((8 + 8 + 40 * 2) / 2.0 / 2, within(1e-9));
        assertThat(scores.pinball50()).isEqualTo((0.5 + 3) / 2 / 2);
        assertThat(scores.pinball90()).isEqualTo((0.1 * 1 + 0.9 * 4) / 2 / 2, within(1e-9));
        assertThat(scores.coverage80()).isEqualTo(0.5);
        assertThat(scores.coverage95()).isEqualTo(0.5);
    }

    @Test
    void aMissingValueDoesNotCount() {
        scores.add(forecast(10, 10), new double[] {11, Double.NaN}, 1);

        assertThat(scores.mase()).isEqualTo(1);
        assertThat(scores.coverage80()).isEqualTo(1);
    }

    @Test
    void aSeriesWithoutAUnitCountsForWhatNeedsNone() {
        scores.add(forecast(10), new double[] {10}, 0);
        scores.add(forecast(10), new double[] {12}, 2);

        assertThat(scores.forecasts()).isEqualTo(2);
        assertThat(scores.mase()).isEqualTo(1);
        assertThat(scores.coverage95()).isEqualTo(1);
    }

    @Test
    void nothingButGapsIsNoForecast() {
        scores.add(forecast(10), new double[] {Double.NaN}, 1);

        assertThat(scores.forecasts()).isZero();
    }

    @Test
    void theWeightedAverageOfTheBenchmarkItselfIsOne() {
        scores.add(forecast(10, 10), new double[] {11, 16}, 2);

        assertThat(scores.owa(scores)).isEqualTo(1);
    }

    private static Forecast forecast(double... mean) {
        double[] offsets = {-4, -2, 0, 2, 4};
        double[] quantiles = new double[mean.length * offsets.length];
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = mean[i / offsets.length] + offsets[i % offsets.length];
        }
        return Forecast.of(Instant.EPOCH, Duration.ofHours(1), ForecastScores.LEVELS, mean, quantiles);
    }
}
