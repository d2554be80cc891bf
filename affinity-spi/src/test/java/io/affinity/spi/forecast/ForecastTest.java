// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTest {

    private static final Instant ORIGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final QuantileLevels LEVELS = QuantileLevels.of(0.1, 0.5, 0.9);

    @Test
    void findsQuantilesByLevelAndStep() {
        Forecast forecast = forecast(1, 2, 4, 10, 20, 40);

        assertThat(forecast.steps()).isEqualTo(2);
        assertThat(forecast.quantile(0, 1)).isEqualTo(10);
        assertThat(forecast.quantile(2, 0)).isEqualTo(4);
        assertThat(forecast.mean(1)).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 1",
        "0.5, 2",
        "0.9, 4", // at the levels
        "0.3, 1.5",
        "0.7, 3", // between them
        "0.02, 0.8",
        "0.98, 4.4" // beyond them, on the line through the two nearest
    })
    void interpolatesBetweenTheLevelsAndContinuesBeyond(double probability, double expected) {
        assertThat(forecast(1, 2, 4).quantileAt(probability, 0)).isCloseTo(expected, within(1e-12));
    }

    @Test
    void neverDecreasesWithTheProbability() {
        Forecast forecast = forecast(3, 3, 8);
        double last = Double.NEGATIVE_INFINITY;

        for (int i = 1; i < 1000; i++) {
            double quantile = forecast.quantileAt(i / 1000.0, 0);
            assertThat(quantile).isGreaterThanOrEqualTo(last);
            last = quantile;
        }
    }

    @Test
    void hasOneAnswerForEveryProbabilityWhereThereIsOneLevel() {
        Forecast forecast = Forecast.of(ORIGIN, STEP, QuantileLevels.of(0.5), new double[] {7}, new double[] {6});

        assertThat(forecast.quantileAt(0.01, 0)).isEqualTo(6);
        assertThat(forecast.quantileAt(0.99, 0)).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
    void rejectsAProbabilityOutOfRange(double probability) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> forecast(1, 2, 4).quantileAt(probability, 0))
                .withMessage("The probability (" + probability + ") must lie between 0 and 1.");
    }

    @Test
    void copiesItsNumbers() {
        double[] mean = {7};
        double[] quantiles = {1, 2, 4};
        Forecast forecast = Forecast.of(ORIGIN, STEP, LEVELS, mean, quantiles);

        mean[0] = 99;
        quantiles[0] = 99;

        assertThat(forecast.mean(0)).isEqualTo(7);
        assertThat(forecast.quantile(0, 0)).isEqualTo(1);
    }

    @Test
    void rejectsQuantilesThatDecrease() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> forecast(1, 2, 4, 3, 2, 4))
                .withMessageContainingAll("step 1", "must not decrease", "0.5", "2.0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void rejectsNumbersThatAreNotFinite(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> forecast(1, 2, value))
                .withMessageContaining("must be finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Forecast.of(ORIGIN, STEP, LEVELS, new double[] {value}, new double[] {1, 2, 4}))
                .withMessageContaining("must be finite");
    }

    @Test
    void rejectsLengthsThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Forecast.of(ORIGIN, STEP, LEVELS, new double[2], new double[3]))
                .withMessageContainingAll("(3)", "(2, at least 1)", "(3)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Forecast.of(ORIGIN, STEP, LEVELS, new double[0], new double[0]));
    }

    @Test
    void knowsLevelsThatIncreaseOnly() {
        assertThat(QuantileLevels.STANDARD.size()).isEqualTo(9);
        assertThat(QuantileLevels.of(0.1, 0.9)).isEqualTo(QuantileLevels.of(0.1, 0.9));
        for (double[] wrong : new double[][] {{0}, {1}, {0.5, 0.5}, {0.9, 0.1}, {Double.NaN}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> QuantileLevels.of(wrong))
                    .withMessageContaining("must strictly increase and lie between 0 and 1");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(QuantileLevels::of)
                .withMessage("The list of quantile levels must not be empty.");
    }

    @Test
    void isRequestedWithinBoundsThatIncrease() {
        ForecastRequest request = ForecastRequest.of(TimeSeries.of(ORIGIN, STEP, 1, 2), 288);

        assertThat(request.lower()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(request.within(3, 3).upper()).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.within(2, 1))
                .withMessage("The bounds (2.0, 1.0) must be numbers in increasing order.");
        assertThatIllegalArgumentException().isThrownBy(() -> request.within(Double.NaN, 1));
    }

    @Test
    void isRequestedForSeasonsOfTwoStepsOrMore() {
        TimeSeries history = TimeSeries.of(ORIGIN, STEP, 1, 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForecastRequest.of(history, 1))
                .withMessage("The seasonal period (1) must be at least 2 steps.");
        List<Integer> periods = new ArrayList<>(List.of(288));
        ForecastRequest request = new ForecastRequest(history, periods, List.of(), 0, 1, 12, null);
        periods.add(2016);
        assertThat(request.seasonalPeriods()).containsExactly(288);
    }

    @Test
    void isRequestedForAnHourUnlessAnotherHorizonIsNamed() {
        ForecastRequest request = ForecastRequest.of(TimeSeries.of(ORIGIN, STEP, 1, 2));

        assertThat(request.horizon()).isEqualTo(12);
        assertThat(request.withHorizon(1).within(0, 1).horizon()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.withHorizon(0))
                .withMessage("The horizon (0) must be at least 1 step.");
    }

    @Test
    void isRequestedForASeriesOfWhichMoreMayBeKnown() {
        Vm vm = Vm.of(new VmId("vm-1"), ResourceVector.of(ResourceSet.of(Resource.CPU), 4));
        ForecastRequest request = ForecastRequest.of(TimeSeries.of(ORIGIN, STEP, 1, 2));

        assertThat(request.series()).isNull();
        assertThat(request.withSeries(new VmSeries(vm, Resource.CPU))
                        .withHorizon(3)
                        .series())
                .isEqualTo(new VmSeries(vm, Resource.CPU));
        assertThat(new VmSeries(vm, Resource.CPU).allocation()).isEqualTo(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VmSeries(vm, Resource.MEMORY))
                .withMessageContaining("memory");
    }

    private static Forecast forecast(double... quantiles) {
        double[] mean = new double[quantiles.length / LEVELS.size()];
        Arrays.fill(mean, 7);
        return Forecast.of(ORIGIN, STEP, LEVELS, mean, quantiles);
    }
}
