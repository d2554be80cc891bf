// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.affinity.forecast.arima.Arima;
import io.affinity.forecast.arima.ArimaFit;
import io.affinity.forecast.arima.estimation.SearchSpace;
import io.affinity.forecast.arima.model.ArimaForecast;
import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.model.Constant;
import io.affinity.forecast.arima.process.ArmaCoefficients;
import io.affinity.forecast.arima.process.LagPolynomial;
import io.affinity.forecast.arima.regression.RegressionPath;
import io.affinity.spi.demand.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random models of random series with up to 60 % gaps, against a filter that knows no shortcut. */
class GapsTest {

    private static final int MOST_PERIOD = 9;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void hasTheLikelihoodAndTheForecastOfTheSlowFilter(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ArimaOrder order = order(random);
        double[] series = series(random, random.nextDouble() * 0.6);
        assumeThat(present(series)).isGreaterThan(order.lost() + 10);
        ArmaCoefficients coefficients = coefficients(random, order);
        Slow slow = new Slow(series, coefficients);
        assumeThat(slow.filter.isInformed()).isTrue();

        ArimaFit fit = Arima.evaluate(series, order, Map.of(), coefficients.named());

        assertThat(fit.used()).isEqualTo(slow.counted);
        // Where much is unknown at first, the slow filter loses digits.
        double lost = order.differences() + order.seasonalDifferences() > 1 ? 1e-6 : 1e-8;
        assertThat(fit.logLikelihood()).isCloseTo(slow.logLikelihood(), within(lost));
        ArimaForecast forecast = fit.forecast(1);
        double unit = 1 + Math.abs(slow.filter.expected(0));
        assertThat(forecast.mean()[0]).isCloseTo(slow.filter.expected(0), within(lost * unit));
        double variance = Math.pow(forecast.standardErrors()[0], 2) / fit.sigma2();
        assertThat(variance).isCloseTo(slow.filter.variance(), within(lost * variance));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void hasTheLikelihoodOfARegressionWithItsBestCoefficients(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ArimaOrder order = order(random).with(Constant.NONE);
        double[] series = series(random, random.nextDouble() * 0.4);
        assumeThat(present(series)).isGreaterThan(order.required() + 10);
        double[] pulse = random.doubles(series.length).toArray();
        Map<String, double[]> regressors = Map.of("pulse", pulse);
        ArmaCoefficients coefficients = coefficients(random, order);
        Map<String, Double> fixed = new LinkedHashMap<>(coefficients.named());

        ArimaFit fit = Arima.estimate(series, order, regressors, fixed);

        double best = fit.parameters().get("pulse");
        for (double moved : new double[] {best - 1e-3, best + 1e-3}) {
            fixed.put("pulse", moved);
            assertThat(Arima.evaluate(series, order, regressors, fixed).logLikelihood())
                    .isLessThan(fit.logLikelihood());
        }
        fixed.put("pulse", best);
        assertThat(Arima.evaluate(series, order, regressors, fixed).logLikelihood())
                .isCloseTo(fit.logLikelihood(), within(1e-7));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void knowsTheSameValueByValueAsAllAtOnce(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ArimaOrder order = order(random);
        double[] series = series(random, 0);
        double share = random.nextDouble() * 0.6;
        for (int t = Math.max(1, order.lost()); t < series.length; t++) {
            series[t] = random.nextDouble() < share ? Double.NaN : series[t];
        }
        ArmaCoefficients coefficients = coefficients(random, order);
        double[] expected = Arima.evaluate(series, order, Map.of(), coefficients.named())
                .forecast(20)
                .mean();

        ArimaPoint point = point(series, coefficients);

        for (int h = 0; h < 20; h++) {
            double unit = 1 + Math.abs(expected[h]);
            assertThat(point.mean(h + 1)).isCloseTo(expected[h], within(1e-7 * unit));
        }
    }

    @Test
    void learnsOfALongSeasonWithGapsWhatItWouldFromAllValues() {
        SplittableRandom random = new SplittableRandom(3);
        double[] whole = new double[168 * 5];
        double level = 0;
        for (int t = 0; t < whole.length; t++) {
            level = 0.7 * level + random.nextDouble() - 0.5;
            whole[t] = level + 5 * Math.sin(2 * Math.PI * t / 168);
        }
        double[] gappy = whole.clone();
        for (int t = 0; t < gappy.length; t++) {
            gappy[t] = random.nextInt(10) == 0 ? Double.NaN : gappy[t];
        }
        ArimaOrder order = ArimaOrder.of(1, 0, 0).seasonal(0, 1, 1, 168);

        Map<String, Double> all = Arima.estimate(whole, order).parameters();
        Map<String, Double> some = Arima.estimate(gappy, order).parameters();

        assertThat(some.get("ar1")).isCloseTo(all.get("ar1"), within(0.05));
        assertThat(some.get("sma1")).isCloseTo(all.get("sma1"), within(0.1));
    }

    @Test
    void answersWhereAPlaceInTheSeasonIsNeverSeen() {
        double[] series = new double[60];
        for (int t = 0; t < series.length; t++) {
            series[t] = t % 6 == 4 ? Double.NaN : t % 6 + Math.sin(t);
        }
        ArimaOrder order = ArimaOrder.of(1, 0, 0).seasonal(0, 1, 1, 6);

        ArimaFit fit = Arima.estimate(series, order);

        // 50 values of which five, one for each place that is seen, go into the levels.
        assertThat(fit.used()).isEqualTo(45);
        assertThat(fit.logLikelihood()).isFinite();
        assertThat(Arrays.stream(fit.forecast(12).mean())).allMatch(Double::isFinite);
        assertThat(fit.forecast(12).mean()[4]).isBetween(2.0, 6.0);
        assertThat(fit.residuals()[10]).isNaN();
    }

    /** The history as its own request would see it. */
    private static ArimaPoint point(double[] series, ArmaCoefficients coefficients) {
        TimeSeries history = TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), series);
        ArimaOrder order = coefficients.order();
        RegressionPath none = new RegressionPath(order, history, List.of(), new double[0]);
        ArimaPoint point = ArimaPoint.after(Arrays.copyOf(series, order.lost()), coefficients, none, "test");
        for (int t = order.lost(); t < series.length; t++) {
            point.observe(series[t]);
        }
        return point;
    }

    private static ArimaOrder order(SplittableRandom random) {
        int period = random.nextInt(2, MOST_PERIOD);
        return ArimaOrder.of(random.nextInt(4), random.nextInt(2), random.nextInt(4))
                .seasonal(random.nextInt(3), random.nextInt(2), random.nextInt(3), period);
    }

    private static ArmaCoefficients coefficients(SplittableRandom random, ArimaOrder order) {
        return SearchSpace.of(order)
                .at(random.doubles(order.coefficients(), -1.5, 1.5).toArray());
    }

    private static double[] series(SplittableRandom random, double missing) {
        double[] series = new double[random.nextInt(60, 140)];
        double level = 0;
        for (int t = 0; t < series.length; t++) {
            level += random.nextDouble() - 0.5;
            series[t] = random.nextDouble() < missing ? Double.NaN : level + t % 5;
        }
        return series;
    }

    private static int present(double[] series) {
        return (int) Arrays.stream(series).filter(v -> !Double.isNaN(v)).count();
    }

    private static final class Slow {

        private final GapFilter filter;
        private int counted;
        private double squares;
        private double logs;

        Slow(double[] series, ArmaCoefficients coefficients) {
            filter = new GapFilter(
                    coefficients.arPolynomial(),
                    coefficients.maPolynomial(),
                    LagPolynomial.difference(coefficients.order()),
                    1);
            for (double value : series) {
                if (!Double.isNaN(value)) {
                    if (filter.isInformed()) {
                        counted++;
                        squares += Math.pow(value - filter.expected(0), 2) / filter.variance();
                        logs += Math.log(filter.variance());
                    }
                    filter.take(0, value);
                    filter.absorb();
                }
                filter.advance();
            }
        }

        double logLikelihood() {
            return -0.5 * counted * (Math.log(2 * Math.PI * squares / counted) + 1) - 0.5 * logs;
        }
    }
}
