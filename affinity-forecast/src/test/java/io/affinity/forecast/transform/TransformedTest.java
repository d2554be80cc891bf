package io.affinity.forecast.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.forecast.seasonality.MultiSeasonal;
import io.affinity.forecast.smoothing.HoltWinters;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.telemetry.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransformedTest {

    private static final Forecaster SMOOTHING = HoltWinters.simple();
    private static final QuantileLevels LEVELS = QuantileLevels.of(0.1, 0.5, 0.9);

    @Test
    void isTheForecasterItselfAtAParameterOfOne() {
        ForecastRequest request = request(walk(300, 1, Math::exp)).within(0, 1e6);

        Forecast expected = fitted(SMOOTHING, request).forecast(20, QuantileLevels.STANDARD);
        Forecast actual = fitted(Transformed.boxCox(SMOOTHING, 1), request).forecast(20, QuantileLevels.STANDARD);

        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void choosesAboutTheLogarithmWhereVariationGrowsWithTheLevel() {
        double[] values = walk(1200, 2, Math::exp);

        assertThat(fitted(Transformed.boxCox(SMOOTHING), request(values)).description())
                .matches("box-cox lambda 0\\.[01].*");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void coversWhatItSaysOfALognormalSeries(long seed) {
        double[] values = walk(3000, seed, x -> Math.exp(2 * x));

        assertThat(coverage(Transformed.boxCox(SMOOTHING, 0), request(Arrays.copyOf(values, 1000)), values))
                .isBetween(0.76, 0.84);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void coversWhatItSaysOfALogitNormalSeries(long seed) {
        double[] values = walk(3000, seed, x -> 100 / (1 + Math.exp(-2 * x)));
        ForecastRequest request = request(Arrays.copyOf(values, 1000)).within(0, 100);

        assertThat(coverage(Transformed.logit(SMOOTHING), request, values)).isBetween(0.76, 0.84);
    }

    @Test
    void forecastsTheMeanOfTheLognormalDistributionNotItsMedian() {
        Random random = new Random(3);
        double[] values = new double[4000];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(1 + 0.8 * random.nextGaussian());
        }

        Forecast forecast =
                fitted(Transformed.boxCox(SMOOTHING, 0), request(values)).forecast(1, LEVELS);

        assertThat(forecast.mean(0)).isCloseTo(Math.exp(1 + 0.8 * 0.8 / 2), Percentage.withPercentage(12));
        assertThat(forecast.quantile(1, 0)).isCloseTo(Math.exp(1), Percentage.withPercentage(12));
    }

    @Test
    void neverLeavesTheBoundsThoughTheSeriesTouchesThem() {
        Random random = new Random(4);
        double[] values = new double[500];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, Math.min(8, 4 + 6 * random.nextGaussian()));
        }
        ForecastRequest request = request(values).within(0, 8);
        for (Forecaster forecaster : List.of(
                Transformed.logit(SMOOTHING), Transformed.boxCox(SMOOTHING), Transformed.boxCox(SMOOTHING, 0))) {
            FittedModel model = fitted(forecaster, request);
            for (double value : new double[] {8, 8, 0, 0, 100, -100, Double.NaN, 8}) {
                model.observe(value);
                Forecast forecast = model.forecast(300, QuantileLevels.STANDARD);
                for (int step = 0; step < 300; step++) {
                    assertThat(forecast.mean(step)).isBetween(0.0, 8.0);
                    assertThat(forecast.quantile(0, step)).isBetween(0.0, 8.0);
                    assertThat(forecast.quantile(8, step)).isBetween(0.0, 8.0);
                }
            }
        }
    }

    @Test
    void coversZerosOfASeriesThatIsOftenIdle() {
        Random random = new Random(5);
        double[] values = new double[600];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble() < 0.3 ? 0 : 10 + random.nextGaussian();
        }

        Forecast forecast = fitted(
                        Transformed.boxCox(SMOOTHING, 0.5), request(values).within(0, 100))
                .forecast(1, LEVELS);

        assertThat(forecast.quantile(0, 0)).isZero();
    }

    @Test
    void hasResidualsInTheUnitOfTheSeries() {
        double[] values = walk(400, 6, x -> 50 * Math.exp(x));
        FittedModel model = fitted(Transformed.boxCox(SMOOTHING, 0), request(values));
        double expected = model.forecast(1, LEVELS).mean(0);

        model.observe(expected + 30);

        assertThat(model.residual(0)).isCloseTo(30, within(1.0));
        double sum = 0;
        for (int back = 0; back < model.residuals(); back++) {
            sum += model.residual(back) / model.residuals();
        }
        assertThat(sum).isCloseTo(0, within(4.0));
    }

    @Test
    void goesOnFromItsBytesOnTheLogitScale() {
        Forecaster forecaster = Transformed.logit(MultiSeasonal.withDefaults());
        ModelCodec codec = (ModelCodec) forecaster;
        FittedModel model = fitted(
                forecaster, request(walk(300, 7, x -> 1 / (1 + Math.exp(-x)))).within(0, 1));

        FittedModel decoded = codec.decode(codec.encode(model), List.of());
        decoded.observe(0.4);
        model.observe(0.4);

        assertThat(decoded.forecast(9, LEVELS)).usingRecursiveComparison().isEqualTo(model.forecast(9, LEVELS));
        assertThat(decoded.residual(3)).isEqualTo(model.residual(3));
    }

    @Test
    void leavesASeriesAsItIsWhereTheScaleDoesNotApply() {
        double[] values = walk(200, 8, x -> x);
        String plain = fitted(SMOOTHING, request(values)).description();

        assertThat(fitted(Transformed.boxCox(SMOOTHING), request(values)).description())
                .isEqualTo(plain);
        assertThat(fitted(Transformed.logit(SMOOTHING), request(values).within(0, Double.POSITIVE_INFINITY))
                        .description())
                .isEqualTo(plain);
        assertThat(fitted(Transformed.boxCox(SMOOTHING, 0), request(new double[200]))
                        .description())
                .doesNotContain("box-cox");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 2.1, Double.NaN})
    void refusesAParameterThatGivesNoFiniteQuantiles(double lambda) {
        assertThatThrownBy(() -> Transformed.boxCox(SMOOTHING, lambda))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(" + lambda + ")");
    }

    @Test
    void takesItsNameFromBoth() {
        assertThat(Transformed.boxCox(SMOOTHING).name()).isEqualTo("box-cox-holt-winters");
        assertThat(Transformed.logit(SMOOTHING).name()).isEqualTo("logit-holt-winters");
    }

    /** The share of one-step 80 % intervals of what comes after the history that held their value. */
    private static double coverage(Forecaster forecaster, ForecastRequest request, double[] values) {
        FittedModel model = fitted(forecaster, request);
        int learned = request.history().length();
        int covered = 0;
        for (int i = learned; i < values.length; i++) {
            Forecast forecast = model.forecast(1, LEVELS);
            covered += values[i] >= forecast.quantile(0, 0) && values[i] <= forecast.quantile(2, 0) ? 1 : 0;
            model.observe(values[i]);
        }
        return covered / (double) (values.length - learned);
    }

    /** A function of a walk that returns to zero. */
    private static double[] walk(int length, long seed, DoubleUnaryOperator function) {
        Random random = new Random(seed);
        double[] values = new double[length];
        double state = 0;
        for (int i = 0; i < length; i++) {
            state = 0.95 * state + 0.2 * random.nextGaussian();
            values[i] = function.applyAsDouble(state);
        }
        return values;
    }

    private static ForecastRequest request(double[] values) {
        return ForecastRequest.of(TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values));
    }

    private static FittedModel fitted(Forecaster forecaster, ForecastRequest request) {
        return ((FitResult.Fitted) forecaster.fit(request)).model();
    }
}
