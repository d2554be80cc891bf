// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.demand.Trust;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.VmSeries;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link Forecaster} promises. Extend it, and hand over the forecaster:
 *
 * <pre>{@code
 * class SeasonalNaiveContractTest extends ForecasterContract {
 *     @Override
 *     protected Forecaster forecaster() {
 *         return new SeasonalNaive();
 *     }
 * }
 * }</pre>
 *
 * <p>The histories have {@link #historyLength()} steps of five minutes and a season of {@link #seasonalPeriod()} steps;
 * override these where the forecaster needs more to learn from. How good a forecast is, is not tested here: that is what
 * backtests are for.
 */
public abstract class ForecasterContract {

    private static final int STEPS = 30;

    /** {@return the forecaster under test; each call may give a new one or the same} */
    protected abstract Forecaster forecaster();

    /** {@return the length in steps of histories that are long enough, gaps included} */
    protected int historyLength() {
        return 20 * seasonalPeriod();
    }

    /** {@return the season of the series and of the requests, in steps} */
    protected int seasonalPeriod() {
        return 24;
    }

    @Test
    void hasANameThatUsersCanChooseItBy() {
        PluginName.check(Forecaster.class, forecaster());
    }

    @ParameterizedTest
    @EnumSource
    void learnsEverySeriesThatIsLongEnough(SampleSeries sample) {
        FittedModel model = fitted(request(sample));

        assertThat(model.description()).isNotBlank().doesNotContain("\n");
        FitChecks.assertForecastWithin(model, STEPS, request(sample));
    }

    @ParameterizedTest
    @EnumSource
    void learnsASeriesAnewWithoutTouchingTheModelThereWas(SampleSeries sample) {
        FittedModel previous = fitted(request(sample));
        ModelState before = ModelState.of(previous);

        FitResult result = forecaster().refit(previous, request(sample));

        FitChecks.assertHonest(request(sample), result);
        assertThat(result).isInstanceOf(FitResult.Fitted.class);
        assertThat(ModelState.of(previous)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void keepsForecastsWithinTheBoundsOfTheRequest(SampleSeries sample) {
        double typical = Arrays.stream(request(sample).history().values())
                .filter(Double::isFinite)
                .average()
                .orElseThrow();
        ForecastRequest bounded = request(sample).within(0, Math.max(typical, 1e-12));

        FitChecks.assertForecastWithin(fitted(bounded), STEPS, bounded);
    }

    @Test
    void acceptsBoundsThatLeaveOneValue() {
        ForecastRequest bounded = request(SampleSeries.SEASONAL).within(42, 42);

        FitResult result = forecaster().fit(bounded);

        FitChecks.assertHonest(bounded, result);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 12, 24, 25, 49, 100})
    void givesAResultForAnyLengthOfHistory(int length) {
        ForecastRequest request = request(SampleSeries.SEASONAL);
        ForecastRequest shortened = request.withHistory(
                request.history().slice(0, Math.min(length, request.history().length())));

        FitChecks.assertHonest(shortened, forecaster().fit(shortened));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 480})
    void givesAResultWhenAllValuesAreMissing(int length) {
        double[] missing = new double[length];
        Arrays.fill(missing, Double.NaN);
        ForecastRequest request =
                ForecastRequest.of(TimeSeries.of(SampleSeries.START, SampleSeries.STEP, missing), seasonalPeriod());

        FitChecks.assertHonest(request, forecaster().fit(request));
    }

    @Test
    void givesAResultWhenOnlyOneValueIsKnown() {
        double[] values = new double[historyLength()];
        Arrays.fill(values, Double.NaN);
        values[historyLength() / 2] = 5;
        ForecastRequest request =
                ForecastRequest.of(TimeSeries.of(SampleSeries.START, SampleSeries.STEP, values), seasonalPeriod());

        FitChecks.assertHonest(request, forecaster().fit(request));
    }

    @ParameterizedTest
    @CsvSource({"0", "2", "7", "288", "100000"})
    void takesSeasonalPeriodsAsAHint(int period) {
        TimeSeries history = request(SampleSeries.SEASONAL).history();
        ForecastRequest request = period == 0 ? ForecastRequest.of(history) : ForecastRequest.of(history, period, 48);

        FitChecks.assertHonest(request, forecaster().fit(request));
    }

    @ParameterizedTest
    @EnumSource
    void givesAResultForEveryTrust(Trust trust) {
        ForecastRequest request = request(SampleSeries.SEASONAL);
        ForecastRequest trusted = request.withHistory(request.history().withTrust(trust));

        FitChecks.assertHonest(trusted, forecaster().fit(trusted));
    }

    @Test
    void copesWithCovariatesOfAnyKind() {
        Instant since = SampleSeries.START;
        ForecastRequest request = request(SampleSeries.SEASONAL)
                .withCovariates(List.of(
                        new FunctionOfTime("pulse", at -> at.getEpochSecond() / 300 % 12 == 0 ? 1 : 0),
                        new FunctionOfTime("constant", at -> 3),
                        new FunctionOfTime("ramp", at -> at.getEpochSecond() - since.getEpochSecond()),
                        new FunctionOfTime("never-yet", at -> at.isAfter(since.plusSeconds(10_000_000)) ? 1 : 0)));
        FittedModel model = fitted(request);

        model.observe(51);

        FitChecks.assertForecastWithin(model, STEPS, request);
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameModelForTheSameRequest(SampleSeries sample) {
        assertThat(ModelState.of(forecaster().fit(request(sample))))
                .isEqualTo(ModelState.of(forecaster().fit(request(sample))));
    }

    @Test
    void givesTheSameModelOnEveryThread() {
        Forecaster forecaster = forecaster();
        ForecastRequest request = request(SampleSeries.SEASONAL);
        Object expected = ModelState.of(forecaster.fit(request));

        List<Object> states = Concurrently.call(thread -> {
            forecaster.fit(request(SampleSeries.values()[thread]));
            return ModelState.of(forecaster.fit(request));
        });

        assertThat(states).containsOnly(expected);
    }

    @Test
    void doesNotLetAnEarlierFitChangeALaterOne() {
        Forecaster forecaster = forecaster();
        Object expected = ModelState.of(forecaster().fit(request(SampleSeries.SEASONAL)));

        forecaster.fit(request(SampleSeries.HUGE));

        assertThat(ModelState.of(forecaster.fit(request(SampleSeries.SEASONAL))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 48, 288, 100_000})
    void takesTheHorizonAsAHint(int horizon) {
        ForecastRequest request = request(SampleSeries.SEASONAL).withHorizon(horizon);

        FittedModel model = fitted(request);

        for (int steps : List.of(1, 7, 50)) {
            FitChecks.assertForecastWithin(model, steps, request);
        }
    }

    @Test
    void learnsWithoutAHorizonAsWithTheDefault() {
        ForecastRequest request = request(SampleSeries.SEASONAL);

        assertThat(ModelState.of(forecaster().fit(request.withHorizon(ForecastRequest.DEFAULT_HORIZON))))
                .isEqualTo(ModelState.of(forecaster().fit(request)));
    }

    @Test
    void learnsASeriesOfWhichItIsKnownWhoseItIs() {
        ResourceVector allocation = ResourceVector.of(ResourceSet.of(Resource.CPU, Resource.MEMORY), 100, 1e9);
        Vm vm = Vm.of(new VmId("vm-1"), allocation).withTenant(new Tenant("tenant-1"));
        ForecastRequest request =
                request(SampleSeries.SEASONAL).within(0, 100).withSeries(new VmSeries(vm, Resource.CPU));

        FitChecks.assertForecastWithin(fitted(request), STEPS, request);
    }

    @Test
    void givesModelsThatShareNoState() {
        Forecaster forecaster = forecaster();
        FittedModel untouched = fitted(forecaster, request(SampleSeries.SEASONAL));
        ModelState before = ModelState.of(untouched);

        FittedModel other = fitted(forecaster, request(SampleSeries.SEASONAL));
        for (int i = 0; i < 10; i++) {
            other.observe(500);
        }

        assertThat(ModelState.of(untouched)).isEqualTo(before);
    }

    @Test
    void startsAtTheLastStepOfTheHistory() {
        ForecastRequest request = request(SampleSeries.SEASONAL);

        assertThat(fitted(request).origin()).isEqualTo(lastTime(request));
    }

    @Test
    void startsAtTheLastStepOfTheHistoryThoughItIsMissing() {
        double[] values = request(SampleSeries.SEASONAL).history().values();
        Arrays.fill(values, values.length - 3, values.length, Double.NaN);
        ForecastRequest request =
                ForecastRequest.of(TimeSeries.of(SampleSeries.START, SampleSeries.STEP, values), seasonalPeriod());

        FittedModel model = fitted(request);

        assertThat(model.origin()).isEqualTo(lastTime(request));
        FitChecks.assertForecastWithin(model, STEPS, request);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 12, 23, 24, 25, 287, 288, 2016})
    void forecastsAsManyStepsAsAskedFor(int steps) {
        ForecastRequest request = request(SampleSeries.SEASONAL);

        FitChecks.assertForecastWithin(fitted(request), steps, request);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesToForecastNoSteps(int steps) {
        FittedModel model = fitted(request(SampleSeries.SEASONAL));

        assertThatThrownBy(() -> model.forecast(steps, QuantileLevels.STANDARD))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersForTheQuantileLevelsAskedFor() {
        FittedModel model = fitted(request(SampleSeries.SEASONAL));

        for (QuantileLevels levels :
                List.of(QuantileLevels.of(0.5), QuantileLevels.of(0.001, 0.3, 0.999), QuantileLevels.of(0.99))) {
            assertThat(model.forecast(3, levels).levels()).isEqualTo(levels);
        }
    }

    @Test
    void isNotChangedByForecasting() {
        FittedModel asked = fitted(request(SampleSeries.SEASONAL));
        asked.forecast(1, QuantileLevels.of(0.5));
        asked.forecast(288, QuantileLevels.STANDARD);

        assertThat(ModelState.of(asked)).isEqualTo(ModelState.of(fitted(request(SampleSeries.SEASONAL))));
    }

    @Test
    void movesTheOriginByOneStepWithEachObservation() {
        ForecastRequest request = request(SampleSeries.SEASONAL);
        FittedModel model = fitted(request);

        for (int i = 1; i <= 5; i++) {
            model.observe(i == 3 ? Double.NaN : 50 + i);

            assertThat(model.origin()).isEqualTo(lastTime(request).plus(SampleSeries.STEP.multipliedBy(i)));
            FitChecks.assertForecastWithin(model, STEPS, request);
        }
    }

    @Test
    void acceptsMissingObservationsForALongTime() {
        ForecastRequest request = request(SampleSeries.SEASONAL);
        FittedModel model = fitted(request);

        for (int i = 0; i < historyLength(); i++) {
            model.observe(Double.NaN);
        }

        FitChecks.assertForecastWithin(model, STEPS, request);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void rejectsAnInfiniteObservationAndStaysAsItWas(double infinite) {
        FittedModel model = fitted(request(SampleSeries.SEASONAL));
        ModelState before = ModelState.of(model);

        assertThatThrownBy(() -> model.observe(infinite)).isInstanceOf(IllegalArgumentException.class);

        assertThat(ModelState.of(model)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void staysFiniteWhileItObserves(SampleSeries sample) {
        int length = historyLength();
        TimeSeries whole = sample.series(2 * length, seasonalPeriod());
        ForecastRequest request = ForecastRequest.of(whole.slice(0, length), seasonalPeriod());
        FittedModel model = fitted(request);

        for (int i = length; i < whole.length(); i++) {
            model.observe(whole.value(i));
            if (i % 40 == 0) {
                FitChecks.assertForecastWithin(model, STEPS, request);
            }
        }

        FitChecks.assertForecastWithin(model, 288, request);
        assertThat(model.origin()).isEqualTo(whole.timeOf(whole.length() - 1));
    }

    @Test
    void survivesObservationsOutOfAllProportion() {
        ForecastRequest request = request(SampleSeries.SEASONAL).within(0, 100);
        FittedModel model = fitted(request);

        for (double value : new double[] {1e12, -1e12, 0, 1e12, 1e12, 1e12, -1e12, 1e-300, 50, Double.NaN}) {
            model.observe(value);
            FitChecks.assertForecastWithin(model, STEPS, request);
        }
    }

    @Test
    void observesTheSameWayEveryTime() {
        FittedModel one = fitted(request(SampleSeries.SEASONAL));
        FittedModel other = fitted(request(SampleSeries.SEASONAL));
        for (double value : new double[] {51, 48, Double.NaN, 70, 12}) {
            one.observe(value);
            other.forecast(5, QuantileLevels.STANDARD);
            other.observe(value);
        }

        assertThat(ModelState.of(one)).isEqualTo(ModelState.of(other));
    }

    @Test
    void hasAResidualForEachStepThatItRemembers() {
        FittedModel model = fitted(request(SampleSeries.SEASONAL));

        assertThat(model.residuals()).isBetween(0, historyLength());
        for (int back = 0; back < model.residuals(); back++) {
            assertThat(model.residual(back)).as("residual %d steps back", back).isFinite();
        }
    }

    @Test
    void hasNoResidualWhereTheValueWasMissing() {
        ForecastRequest request = request(SampleSeries.GAPPY);
        FittedModel model = fitted(request);
        TimeSeries history = request.history();

        for (int back = 0; back < model.residuals(); back++) {
            double residual = model.residual(back);
            if (Double.isNaN(history.value(history.length() - 1 - back))) {
                assertThat(residual).as("residual %d steps back", back).isNaN();
            } else {
                assertThat(Double.isInfinite(residual))
                        .as("residual %d steps back is infinite", back)
                        .isFalse();
            }
        }
    }

    @Test
    void remembersHowFarAnObservationWasFromItsForecast() {
        FittedModel model = fitted(request(SampleSeries.SEASONAL));
        double expected = model.forecast(1, QuantileLevels.STANDARD).mean(0);

        model.observe(expected + 40);

        // A tenth is left to forecasters whose residual is taken from the median or from an unbounded mean.
        if (model.residuals() > 0) {
            assertThat(model.residual(0)).isBetween(36.0, 44.0);
        }

        model.observe(Double.NaN);

        if (model.residuals() > 1) {
            assertThat(model.residual(0)).isNaN();
            assertThat(model.residual(1)).isBetween(36.0, 44.0);
        }
    }

    private ForecastRequest request(SampleSeries sample) {
        return ForecastRequest.of(sample.series(historyLength(), seasonalPeriod()), seasonalPeriod());
    }

    private static Instant lastTime(ForecastRequest request) {
        return request.history().timeOf(request.history().length() - 1);
    }

    private FittedModel fitted(ForecastRequest request) {
        return fitted(forecaster(), request);
    }

    private static FittedModel fitted(Forecaster forecaster, ForecastRequest request) {
        FitResult result = forecaster.fit(request);
        if (result instanceof FitResult.Fitted fitted) {
            return fitted.model();
        }
        return fail("The history of %s must be enough for a model, but the result is %s.", request.history(), result);
    }
}
