// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.model.Constant;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the series and the order: a finite answer, or the reason why there is none. */
class ArimaOddSeriesTest {

    private static final double GAP = Double.NaN;
    private static final int STEPS = 12;

    /** Values at a step; {@code u} is uniform in [0, 1) and {@code wave} a season of six steps. */
    private enum Kind {
        CONSTANT((t, n, u, wave) -> 7.25),
        ZERO((t, n, u, wave) -> 0),
        SINGLE_VALUE((t, n, u, wave) -> t == n / 2 ? 3 : GAP),
        ALL_MISSING((t, n, u, wave) -> GAP),
        HUGE((t, n, u, wave) -> 1e12 * (1 + wave / 10 + u / 100)),
        HUGE_AND_EXACT((t, n, u, wave) -> 1e12 + t % 6),
        BEYOND_SQUARES((t, n, u, wave) -> 1e300 * u),
        TINY((t, n, u, wave) -> 1e-12 * (1 + wave + u)),
        COUNTS((t, n, u, wave) -> Math.floor(4 * u)),
        INTERMITTENT((t, n, u, wave) -> u < 0.9 ? 0 : 100 * u),
        TREND((t, n, u, wave) -> 1e6 * t + u),
        PARABOLA((t, n, u, wave) -> (double) t * t),
        GROWTH((t, n, u, wave) -> Math.exp(t / 4.0)),
        GAPS((t, n, u, wave) -> u < 0.6 ? GAP : wave + u),
        A_PLACE_NEVER_SEEN((t, n, u, wave) -> t % 6 == 2 ? GAP : wave + u),
        OUTLIER((t, n, u, wave) -> t == n / 2 ? 1e15 : wave + u),
        LEVEL_SHIFT((t, n, u, wave) -> t < n / 2 ? u : 100 + u),
        ALTERNATING((t, n, u, wave) -> t % 2),
        EXACT_SEASON((t, n, u, wave) -> t % 6);

        private final Shape shape;

        Kind(Shape shape) {
            this.shape = shape;
        }

        double[] series(int length, SplittableRandom random) {
            double[] values = new double[length];
            for (int t = 0; t < length; t++) {
                values[t] = shape.at(t, length, random.nextDouble(), 5 * Math.sin(t * Math.PI / 3));
            }
            return values;
        }
    }

    private interface Shape {
        double at(int t, int length, double u, double wave);
    }

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void forecastsAnySeriesByAnyOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (Kind kind : Kind.values()) {
            ArimaOrder order = order(random);
            double[] series = kind.series(random.nextInt(1, 140), random);

            checkForecaster(kind + " " + order, Arima.withOrder(order), series, random);
            checkEstimate(kind, order, series);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void findsAnOrderForAnySeries(Kind kind) {
        SplittableRandom random = new SplittableRandom(5);
        for (int length : new int[] {1, 3, 17, 90}) {
            checkForecaster(kind + " automatic", new AutoArima(), kind.series(length, random), random);
        }
    }

    private static ArimaOrder order(SplittableRandom random) {
        ArimaOrder order = ArimaOrder.of(random.nextInt(4), random.nextInt(2), random.nextInt(4))
                .seasonal(random.nextInt(3), random.nextInt(2), random.nextInt(3), random.nextInt(2, 9));
        boolean constant = order.differences() + order.seasonalDifferences() <= 1 && random.nextBoolean();
        return constant ? order.with(Constant.ESTIMATED) : order;
    }

    private static void checkForecaster(String name, Forecaster forecaster, double[] series, SplittableRandom random) {
        TimeSeries history = TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), series);
        FitResult result = forecaster.fit(ForecastRequest.of(history, 6));

        assertThat(result).as(name).isNotInstanceOf(FitResult.NotConverged.class);
        if (result instanceof FitResult.Fitted fitted) {
            FittedModel model = fitted.model();
            // A forecast refuses numbers that are not finite.
            Forecast forecast = model.forecast(STEPS, QuantileLevels.STANDARD);
            assertThat(forecast.steps()).isEqualTo(STEPS);
            for (int i = 0; i < 40; i++) {
                model.observe(random.nextInt(3) == 0 ? GAP : series[random.nextInt(series.length)]);
            }
            model.forecast(STEPS, QuantileLevels.STANDARD);
        }
    }

    private static void checkEstimate(Kind kind, ArimaOrder order, double[] series) {
        double[] present = Arrays.stream(series).filter(v -> !Double.isNaN(v)).toArray();
        if (present.length < order.required()) {
            return;
        }
        ArimaFit fit = Arima.estimate(series, order);

        assertThat(fit.logLikelihood()).as(fit.toString()).isFinite();
        assertThat(fit.forecast(STEPS).standardErrors()).as(fit.toString()).doesNotContain(GAP);
        boolean bounded = order.differences() + order.seasonalDifferences() <= 1 && kind != Kind.GROWTH;
        double largest = Arrays.stream(present).map(Math::abs).max().orElse(0);
        for (double mean : fit.forecast(STEPS).mean()) {
            assertThat(mean).as(fit.toString()).isFinite();
            assertThat(!bounded || Math.abs(mean) <= 20 * largest + Double.MIN_NORMAL)
                    .as("%s of %s: %s with values up to %s", fit, kind, mean, largest)
                    .isTrue();
        }
    }
}
