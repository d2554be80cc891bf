// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.forecast.arima.model.ArimaForecast;
import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.model.Constant;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArimaTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final double GAP = Double.NaN;

    /**
     * As of a population that grows: R's own likelihood is another one there, by some thousandths, as its prior of the first level has a variance
     * of a million and no more.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsTheTopOfTheExactLikelihoodNextToAUnitRoot(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] series = new double[89];
        double growth = 55;
        double shock = 0;
        series[0] = 13_000;
        for (int i = 1; i < series.length; i++) {
            double next = 10 * random.nextGaussian();
            growth = 0.997 * growth + next - 0.6 * shock;
            shock = next;
            series[i] = series[i - 1] + growth;
        }

        ArimaFit fit = Arima.estimate(series, ArimaOrder.of(1, 1, 1));

        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= 100; i++) {
            double ar = 1 - Math.pow(10, -0.5 - 5.0 * i / 100);
            for (int j = -95; j <= 95; j++) {
                best = Math.max(best, exactLogLikelihood(series, ar, j / 100.0));
            }
        }
        assertThat(fit.logLikelihood())
                .isCloseTo(
                        exactLogLikelihood(
                                series,
                                fit.parameters().get("ar1"),
                                fit.parameters().get("ma1")),
                        within(1e-8))
                .isGreaterThanOrEqualTo(best);
    }

    /** Of an ARMA(1, 1) of the differences, by a Kalman filter. */
    private static double exactLogLikelihood(double[] series, double ar, double ma) {
        double state = 0;
        double variance = (1 + 2 * ar * ma + ma * ma) / (1 - ar * ar);
        double both = ma;
        double ofShock = ma * ma;
        double squares = 0;
        double logs = 0;
        for (int i = 1; i < series.length; i++) {
            double error = series[i] - series[i - 1] - state;
            squares += error * error / variance;
            logs += Math.log(variance);
            // What is left of the state is known; of the shock, what the error does not tell.
            double known = series[i] - series[i - 1];
            double gain = both / variance;
            state = ar * known + gain * error;
            variance = ofShock - gain * both + 1;
            both = ma;
            ofShock = ma * ma;
        }
        int n = series.length - 1;
        return -0.5 * (n * Math.log(2 * Math.PI * squares / n) + logs + n);
    }

    @Test
    void spreadsARandomWalkOverAGap() {
        double[] series = {GAP, 3, 4, GAP, GAP, 10, 9};

        ArimaFit fit = Arima.evaluate(series, ArimaOrder.of(0, 1, 0), Map.of(), Map.of());

        // Steps of 1, 6 (three at once) and -1.
        double variance = (1 + 36 / 3.0 + 1) / 3;
        assertThat(fit.used()).isEqualTo(3);
        assertThat(fit.sigma2()).isCloseTo(variance, within(1e-12));
        assertThat(fit.logLikelihood())
                .isCloseTo(-1.5 * (Math.log(2 * Math.PI * variance) + 1) - 0.5 * Math.log(3), within(1e-12));
        assertThat(fit.residuals()[5]).isCloseTo(6 / Math.sqrt(3), within(1e-12));
        assertThat(fit.residuals()).contains(GAP, Index.atIndex(3));
        assertThat(fit.forecast(2).mean()).containsExactly(9, 9);
        assertThat(fit.forecast(2).standardErrors()[1]).isCloseTo(Math.sqrt(2 * variance), within(1e-12));
    }

    @Test
    void knowsAsMuchAfterAMissingEndAsTheForecastFromBefore() {
        double[] series = seasonal(200);
        ArimaOrder order = ArimaOrder.of(1, 0, 1).seasonal(0, 1, 1, 12);
        Map<String, Double> parameters = Map.of("ar1", 0.5, "ma1", 0.3, "sma1", -0.6);
        ArimaForecast whole =
                Arima.evaluate(series, order, Map.of(), parameters).forecast(20);

        double[] longer = Arrays.copyOf(series, series.length + 5);
        Arrays.fill(longer, series.length, longer.length, GAP);
        ArimaForecast later =
                Arima.evaluate(longer, order, Map.of(), parameters).forecast(15);

        assertThat(later.mean()).containsExactly(Arrays.copyOfRange(whole.mean(), 5, 20), within(1e-9));
        assertThat(later.standardErrors())
                .containsExactly(Arrays.copyOfRange(whole.standardErrors(), 5, 20), within(1e-9));
    }

    @Test
    void recoversTheCoefficientsOfALongSeries() {
        SplittableRandom random = new SplittableRandom(7);
        double[] series = new double[4000];
        double error = 0;
        for (int i = 1; i < series.length; i++) {
            double next = random.nextDouble() - 0.5;
            series[i] = 0.7 * series[i - 1] + next + 0.4 * error;
            error = next;
        }

        Map<String, Double> parameters =
                Arima.estimate(series, ArimaOrder.of(1, 0, 1)).parameters();

        assertThat(parameters.get("ar1")).isCloseTo(0.7, within(0.04));
        assertThat(parameters.get("ma1")).isCloseTo(0.4, within(0.05));
    }

    @Test
    void findsADriftPerStep() {
        double[] series =
                IntStream.range(0, 100).mapToDouble(i -> 1e12 + 3 * i + i % 2).toArray();

        ArimaFit fit = Arima.estimate(series, ArimaOrder.of(0, 1, 1).with(Constant.ESTIMATED));

        assertThat(fit.parameters().get("drift")).isCloseTo(3, within(0.02));
        assertThat(fit.forecast(10).mean()[9] - series[99]).isBetween(28.0, 31.0);
    }

    @ParameterizedTest
    @MethodSource("oddSeries")
    void givesFiniteNumbersForOddSeries(double[] series) {
        for (ArimaOrder order : List.of(
                ArimaOrder.of(0, 0, 0),
                ArimaOrder.of(2, 0, 2).with(Constant.ESTIMATED),
                ArimaOrder.of(2, 1, 2),
                ArimaOrder.of(1, 2, 1),
                ArimaOrder.of(1, 1, 1).seasonal(1, 1, 1, 12))) {
            ArimaFit fit = Arima.estimate(series, order);

            assertThat(fit.logLikelihood()).as(fit.toString()).isFinite();
            assertThat(fit.parameters().values()).allMatch(Double::isFinite);
            assertThat(fit.forecast(24).mean()).doesNotContain(GAP);
            assertThat(Arrays.stream(fit.forecast(24).standardErrors())).allMatch(error -> error >= 0);
        }
        assertThat(Arrays.stream(
                        new AutoArima().estimate(series, 12).forecast(24).mean()))
                .allMatch(Double::isFinite);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void givesFiniteNumbersForAnySeriesAndOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            double[] series = new double[random.nextInt(40, 120)];
            int period = random.nextInt(2, 9);
            double level = 0;
            for (int t = 0; t < series.length; t++) {
                level += random.nextDouble() - 0.5;
                series[t] = seed % 4 == 0 && random.nextInt(3) == 0 ? GAP : t % period * 5 + seed % 3 * level;
            }
            ArimaOrder order = ArimaOrder.of(random.nextInt(4), random.nextInt(3), random.nextInt(4))
                    .seasonal(random.nextInt(3), random.nextInt(2), random.nextInt(3), period);

            ArimaFit fit = Arima.estimate(series, order);

            assertThat(fit.logLikelihood()).as(fit.toString()).isFinite();
            assertThat(Arrays.stream(fit.forecast(20).mean())).allMatch(Double::isFinite);
            assertThat(Arrays.stream(fit.forecast(20).standardErrors())).allMatch(error -> error >= 0);
        }
    }

    static Stream<double[]> oddSeries() {
        SplittableRandom random = new SplittableRandom(3);
        double[] gappy = seasonal(120);
        for (int i = 0; i < gappy.length; i++) {
            gappy[i] = random.nextInt(10) < 6 ? GAP : gappy[i];
        }
        return Stream.of(
                new double[120],
                IntStream.range(0, 120).mapToDouble(i -> 7.25).toArray(),
                IntStream.range(0, 120).mapToDouble(i -> i == 60 ? 1e9 : 0).toArray(),
                IntStream.range(0, 120).mapToDouble(i -> 1e12 * (1 + i % 12)).toArray(),
                IntStream.range(0, 120).mapToDouble(i -> i * (double) i).toArray(),
                IntStream.range(0, 120).mapToDouble(i -> i % 7 == 0 ? 5 : 0).toArray(),
                IntStream.range(0, 120).mapToDouble(i -> Math.exp(i / 4.0)).toArray(),
                gappy);
    }

    @Test
    void forecastsTheSameValueByValueAsAtOnce() {
        double[] series = seasonal(300);
        ArimaOrder order = ArimaOrder.of(1, 0, 1).seasonal(0, 1, 1, 12);
        ForecastRequest request = ForecastRequest.of(TimeSeries.of(START, Duration.ofMinutes(5), series), 12);
        double[] expected = Arima.estimate(series, order).forecast(30).mean();

        Forecast forecast = forecast(Arima.withOrder(order).fit(request), 30);

        for (int h = 0; h < 30; h++) {
            assertThat(forecast.mean(h)).isCloseTo(expected[h], within(1e-8));
        }
    }

    @Test
    void learnsWhatACovariateAdds() {
        double[] series = seasonal(300);
        for (int i = 0; i < series.length; i++) {
            series[i] += i % 17 == 0 ? 50 : 0;
        }
        TimeSeries history = TimeSeries.of(START, Duration.ofMinutes(5), series);
        ForecastRequest request = ForecastRequest.of(history, 12).withCovariates(List.of(new Pulse()));

        Forecast forecast = forecast(new Arima().fit(request), 20);

        // The next multiple of 17 is 306.
        assertThat(forecast.mean(6) - forecast.mean(18)).isBetween(45.0, 55.0);
    }

    @Test
    void refusesWhatItCannotEstimate() {
        assertThatThrownBy(() -> Arima.estimate(new double[] {1, 2, GAP}, ArimaOrder.of(1, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 values");
        assertThatThrownBy(() ->
                        Arima.evaluate(new double[] {1, 2, 3}, ArimaOrder.of(1, 0, 0), Map.of(), Map.of("ar1", 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stationary");
        assertThatThrownBy(() ->
                        Arima.evaluate(new double[] {1, 2, 3}, ArimaOrder.of(1, 0, 0), Map.of(), Map.of("ma1", 0.1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ar1");
        assertThatThrownBy(() -> ArimaOrder.of(0, 2, 0).with(Constant.ESTIMATED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Forecast forecast(FitResult result, int steps) {
        assertThat(result).isInstanceOf(FitResult.Fitted.class);
        return ((FitResult.Fitted) result).model().forecast(steps, QuantileLevels.STANDARD);
    }

    private static double[] seasonal(int length) {
        SplittableRandom random = new SplittableRandom(11);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = 50 + 10 * Math.sin(2 * Math.PI * i / 12) + random.nextDouble();
        }
        return values;
    }

    private record Pulse() implements Covariate {

        @Override
        public String name() {
            return "pulse";
        }

        @Override
        public double value(Instant stepStart) {
            return Duration.between(START, stepStart).toMinutes() / 5 % 17 == 0 ? 1 : 0;
        }
    }
}
