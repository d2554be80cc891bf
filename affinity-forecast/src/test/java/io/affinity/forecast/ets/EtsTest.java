// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.forecast.recursion.SmoothingState;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EtsTest {

    static Stream<String> specs() {
        return EtsSpec.all().stream().map(EtsSpec::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "AirPassengers-MAM, 1395.16643247391",
        "USAccDeaths-AAA, 1140.14467002526",
        "WWWusage-AAN, 717.730980397784",
        "co2-AAA, 1721.10476476815",
        "lynx-ANN, 2058.13754681123",
        "nottem-AAA, 1734.94414673779"
    })
    void choosesAModelAtLeastAsGoodAsTheAutomaticOneOfR(String series, double aicOfR) {
        REts r = REts.ets(series);
        FittedModel model = fitted(new Ets(), r.values(), Math.max(2, r.period()));
        String spec = model.description().split("[ ,]")[1];

        EtsFit fit = Ets.estimate(r.values(), r.period(), EtsSpec.parse(spec));

        assertThat(fit.aic()).isLessThanOrEqualTo(aicOfR);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void knowsAfterObservingWhatTheFitKnows(String spec) {
        REts r = REts.ets("AirPassengers-MAM");
        FittedModel model = fitted(new Ets().withSpec(EtsSpec.parse(spec)), r.values(), 12);
        EtsFit fit = Ets.estimate(r.values(), 12, EtsSpec.parse(spec));

        Forecast forecast = model.forecast(12, QuantileLevels.STANDARD);

        for (int i = 0; i < 12; i++) {
            assertThat(forecast.mean(i)).isCloseTo(fit.forecast(12).mean()[i], within(1e-9 * 500));
        }
        assertThat(model.description()).startsWith("ets " + spec);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void hasTheMeanAndTheVarianceOfItsOwnPaths(String name) {
        EtsSpec spec = EtsSpec.parse(name);
        double[] season = spec.factors() ? new double[] {1.1, 0.8, 1.2, 0.9} : new double[] {10, -20, 15, -5};
        EtsParameters parameters = new EtsParameters(
                0.5,
                spec.trended() ? 0.2 : 0,
                spec.seasonal() ? 0.3 : 0,
                spec.damped() ? 0.85 : 1,
                100,
                spec.trended() ? 2 : 0,
                spec.seasonal() ? season : new double[1]);
        double sigma = spec.relative() ? 0.1 : 10;
        int steps = 10;
        EtsMoments moments = EtsMoments.of(spec, parameters, parameters.state(spec), sigma * sigma, steps);

        int paths = 40_000;
        SplittableRandom random = new SplittableRandom(5);
        double[] sums = new double[steps];
        double[] squares = new double[steps];
        for (int p = 0; p < paths; p++) {
            SmoothingState state = parameters.state(spec);
            for (int i = 0; i < steps; i++) {
                double mean = state.mean(1);
                double error = sigma * random.nextGaussian() * (spec.relative() ? mean : 1);
                sums[i] += mean + error;
                squares[i] += (mean + error) * (mean + error);
                state.advance(error);
            }
        }
        for (int i = 0; i < steps; i++) {
            double mean = sums[i] / paths;
            double variance = squares[i] / paths - mean * mean;
            assertThat(moments.mean[i]).as("mean %d", i).isCloseTo(mean, within(4 * Math.sqrt(variance / paths)));
            assertThat(moments.variance[i]).as("variance %d", i).isCloseTo(variance, within(0.05 * variance));
        }
    }

    @ParameterizedTest
    @CsvSource({"AirPassengers-AAA", "USAccDeaths-ANA", "WWWusage-AAdN", "co2-MAdM"})
    void simulatesIntervalsAsWideAsTheAnalyticOnes(String name) {
        EtsFit fit = REts.ets(name).atRsOptimum();

        EtsForecast simulated = fit.simulatedForecast(12, 20_000, 42);

        EtsForecast analytic = fit.forecast(12);
        for (int i = 0; i < 12; i++) {
            double tolerance = 0.05 * analytic.standardDeviation()[i];
            assertThat(simulated.upper(0.8)[i]).isCloseTo(analytic.upper(0.8)[i], within(tolerance));
            assertThat(simulated.lower(0.8)[i]).isCloseTo(analytic.lower(0.8)[i], within(tolerance));
        }
        assertThat(fit.simulatedForecast(12, 20_000, 42).upper(0.95)).containsExactly(simulated.upper(0.95));
    }

    @Test
    void knowsBySimulationThatGrowingRelativeErrorsAreNotSymmetric() {
        EtsFit fit = REts.ets("lynx-MNN").atRsOptimum();

        EtsForecast analytic = fit.forecast(5);
        EtsForecast simulated = fit.simulatedForecast(5, 20_000, 42);

        assertThat(simulated.lower(0.8)[4]).isGreaterThan(analytic.lower(0.8)[4]);
        assertThat(simulated.upper(0.8)[4]).isLessThan(analytic.upper(0.8)[4]);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void copesWithEverySeriesOfPositiveValues(String name) {
        SplittableRandom random = new SplittableRandom(9);
        double[] constant = new double[60];
        Arrays.fill(constant, 7);
        double[] huge = random.doubles(60, 1e12, 2e12).toArray();
        double[] gappy = random.doubles(240, 10, 20).toArray();
        Arrays.setAll(gappy, i -> random.nextDouble() < 0.6 ? Double.NaN : gappy[i]);
        double[] steep = new double[60];
        Arrays.setAll(steep, i -> Math.exp(i / 4.0));
        double[] tiny = random.doubles(60, 1e-9, 2e-9).toArray();
        for (double[] values : new double[][] {constant, huge, gappy, steep, tiny}) {
            EtsFit fit = Ets.estimate(values, 6, EtsSpec.parse(name));

            assertThat(fit.loglik()).isFinite();
            assertThat(fit.parameters().values()).allMatch(Double::isFinite);
            EtsForecast forecast = fit.forecast(24);
            for (int i = 0; i < forecast.steps(); i++) {
                assertThat(forecast.mean()[i]).isFinite();
                assertThat(forecast.upper(0.95)[i]).isFinite();
            }
            assertThat(fitted(new Ets().withSpec(EtsSpec.parse(name)), values, 6))
                    .isNotNull();
        }
    }

    @Test
    void forecastsAConstantAsItself() {
        for (double level : new double[] {0, 5, 1e12}) {
            double[] values = new double[40];
            Arrays.fill(values, level);

            Forecast forecast = fitted(new Ets(), values, 4).forecast(10, QuantileLevels.STANDARD);

            for (int i = 0; i < 10; i++) {
                assertThat(forecast.mean(i)).isCloseTo(level, within(1e-9 * level));
            }
        }
    }

    @Test
    void widensItsIntervalsInProportionToTheMean() {
        REts r = REts.ets("AirPassengers-MAM");
        FittedModel model = fitted(new Ets().withSpec(EtsSpec.parse("MAM")), r.values(), 12);

        Forecast forecast = model.forecast(12, QuantileLevels.of(0.1, 0.9));

        // July is far above November.
        double july = forecast.quantile(1, 6) - forecast.quantile(0, 6);
        double november = forecast.quantile(1, 10) - forecast.quantile(0, 10);
        assertThat(july).isGreaterThan(1.2 * november);
    }

    @Test
    void isLessCertainAfterAGap() {
        REts r = REts.ets("AirPassengers-MAM");
        FittedModel seen = fitted(new Ets().withSpec(EtsSpec.parse("MNN")), r.values(), 12);
        double before = width(seen);
        seen.observe(Double.NaN);
        seen.observe(Double.NaN);

        assertThat(width(seen)).isGreaterThan(1.3 * before);
    }

    @Test
    void staysPositiveAndFiniteWhenValuesTurnAbsurd() {
        REts r = REts.ets("AirPassengers-MAM");
        for (EtsSpec spec : EtsSpec.all()) {
            FittedModel model = fitted(new Ets().withSpec(spec), r.values(), 12);
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < 500; i++) {
                model.observe(random.nextInt(5) == 0 ? 0 : random.nextDouble(-1e6, 1e9));
            }
            for (int i = 0; i < 200; i++) {
                model.observe(100);
            }

            assertThat(model.forecast(24, QuantileLevels.STANDARD).mean(23)).isFinite();
            assertThat(model.residual(0)).isFinite();
        }
    }

    @Test
    void learnsLongSeasonsWithoutEstimatingEachState() {
        double[] values = new double[288 * 4];
        SplittableRandom random = new SplittableRandom(2);
        Arrays.setAll(values, i -> 50 + 20 * Math.sin(2 * Math.PI * i / 288) + random.nextDouble(-2, 2));

        EtsFit fit = Ets.estimate(values, 288, EtsSpec.parse("ANA"));

        for (int i = 0; i < 288; i += 10) {
            assertThat(fit.forecast(288).mean()[i]).isCloseTo(50 + 20 * Math.sin(2 * Math.PI * i / 288), within(3.0));
        }
    }

    @Test
    void saysHowManyValuesItNeeds() {
        ForecastRequest request = request(new double[] {1, Double.NaN, 2, 3}, 4);

        assertThat(new Ets().fit(request)).isEqualTo(new FitResult.InsufficientHistory(5, 3));
        assertThat(new Ets().withSpec(EtsSpec.parse("ANA")).fit(request))
                .isEqualTo(new FitResult.InsufficientHistory(9, 3));
    }

    @Test
    void saysWhyASpecDoesNotSuit() {
        double[] values = new double[30];

        FitResult result = new Ets().withSpec(EtsSpec.parse("MNN")).fit(request(values, 4));

        assertThat(result).isEqualTo(new FitResult.NotConverged("MNN is for positive values only."));
        assertThatThrownBy(() -> Ets.estimate(values, 4, EtsSpec.parse("MNN")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value 0 (0.0)");
    }

    @Test
    void rejectsParametersThatItDoesNotKnowOrMiss() {
        double[] values = {1, 2, 3, 4, 5, 6};

        assertThatThrownBy(() -> Ets.evaluate(values, 1, EtsSpec.parse("ANN"), Map.of("alpha", 0.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parameter l (null)");
        assertThatThrownBy(
                        () -> Ets.evaluate(values, 1, EtsSpec.parse("ANN"), Map.of("alpha", 0.5, "l", 1.0, "b", 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parameter b");
        assertThatThrownBy(() -> EtsSpec.parse("AAM"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AAM");
    }

    private static double width(FittedModel model) {
        Forecast forecast = model.forecast(1, QuantileLevels.of(0.1, 0.9));
        return forecast.quantile(1, 0) - forecast.quantile(0, 0);
    }

    private static ForecastRequest request(double[] values, int period) {
        return ForecastRequest.of(TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values), period);
    }

    private static FittedModel fitted(Ets forecaster, double[] values, int period) {
        return ((FitResult.Fitted) forecaster.fit(request(values, period))).model();
    }
}
