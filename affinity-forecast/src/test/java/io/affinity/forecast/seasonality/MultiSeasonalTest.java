// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.seasonality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.forecast.baseline.SeasonalNaive;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultiSeasonalTest {

    private static final Forecaster MULTI_SEASONAL = new MultiSeasonal();

    @ParameterizedTest
    @ValueSource(ints = {24, 288})
    void forecastsADayAndAWeekBetterThanTheWeekBefore(int day) {
        double[] values = weeks(day, 4);
        int learned = 3 * 7 * day;

        double error = meanError(fitted(MULTI_SEASONAL, day, Arrays.copyOf(values, learned)), values, learned);
        double naive = meanError(fitted(new SeasonalNaive(), day, Arrays.copyOf(values, learned)), values, learned);

        // Noise alone has 0.8, the mean of three weeks 0.92, and the week before 1.13 on average.
        assertThat(error).isLessThan(0.95 * naive);
        assertThat(error).isBetween(0.8, 1.02);
    }

    @Test
    void takesTheWeekWhereDaysDiffer() {
        assertThat(fitted(MULTI_SEASONAL, 24, weeks(24, 4)).description()).contains("168]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void takesNoSeasonWhereThereIsNone(int number) {
        assertThat(fitted(MULTI_SEASONAL, 24, Generated.NOISE.values(672, number))
                        .description())
                .contains("no season");
        assertThat(fitted(MULTI_SEASONAL, 24, Generated.WALK.values(672, number))
                        .description())
                .contains("no season");
    }

    @Test
    void forecastsAsManyLeadsAsAskedForAcrossTheWeek() {
        FittedModel model = fitted(MULTI_SEASONAL, 24, weeks(24, 4));

        Forecast forecast = model.forecast(3 * 168, QuantileLevels.of(0.5));

        for (int step = 200; step < 300; step++) {
            assertThat(forecast.mean(step + 168)).isCloseTo(forecast.mean(step), within(1e-6));
        }
        assertThat(IntStream.range(0, 168).mapToDouble(forecast::mean).max().orElseThrow())
                .isGreaterThan(110);
    }

    @Test
    void isNotLedAstrayByASpikeButFollowsANewLevel() {
        double[] values = Generated.NOISE.values(600, 4);
        FittedModel model = fitted(MULTI_SEASONAL, 24, values);

        model.observe(1000);
        for (int i = 0; i < 60; i++) {
            model.observe(Generated.NOISE.values(60, 5)[i]);
        }
        double afterSpike = model.forecast(24, QuantileLevels.of(0.5)).mean(23);
        for (int i = 0; i < 600; i++) {
            model.observe(50 + Generated.NOISE.values(600, 6)[i]);
        }

        assertThat(afterSpike).isCloseTo(0, within(3.0));
        assertThat(model.forecast(24, QuantileLevels.of(0.5)).mean(23)).isCloseTo(50, within(5.0));
    }

    @Test
    void respondsToAnErrorAsItSays() {
        int[] periods = {6, 15};
        SeasonalParameters parameters = new SeasonalParameters(0.05, 0.7, 0.5, new double[] {0.1, 0.15});
        double[] values = Generated.NOISE.values(2000, 9);
        SeasonalState one = state(periods, parameters, values);
        SeasonalState other = state(periods, parameters, values);

        double expected = one.ahead(1);
        one.advance(expected);
        other.advance(expected + 0.5);

        for (int lag = 1; lag <= 60; lag++) {
            assertThat((other.ahead(lag) - one.ahead(lag)) / 0.5)
                    .as("lag %d", lag)
                    .isCloseTo(one.response(lag), within(1e-9));
        }
    }

    private static SeasonalState state(int[] periods, SeasonalParameters parameters, double[] values) {
        SeasonalState state = new SeasonalState(0, periods, parameters);
        for (double value : values) {
            state.advance(value);
        }
        return state;
    }

    /** Days with a wave on working days, and noise of unit variance. */
    private static double[] weeks(int day, int weeks) {
        double[] values = Generated.NOISE.values(weeks * 7 * day, 1);
        for (int i = 0; i < values.length; i++) {
            boolean weekend = i / day % 7 > 4;
            values[i] += 100 + (weekend ? 0 : 12 * Math.sin(2 * Math.PI * i / day));
        }
        return values;
    }

    private static double meanError(FittedModel model, double[] values, int from) {
        Forecast forecast = model.forecast(values.length - from, QuantileLevels.of(0.5));
        return IntStream.range(0, forecast.steps())
                .mapToDouble(i -> Math.abs(values[from + i] - forecast.mean(i)))
                .average()
                .orElseThrow();
    }

    private static FittedModel fitted(Forecaster forecaster, int day, double[] values) {
        return ((FitResult.Fitted) forecaster.fit(ForecastRequest.of(Generated.series(values), day, 7 * day))).model();
    }
}
