// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.affinity.spi.demand.Trust;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.SeriesResult;
import io.affinity.spi.model.Fleet;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link FleetForecaster} and its {@link FleetModel}s promise, but for the bytes that models are kept as, which are the
 * business of {@link FleetModelBytesContract}. Extend it, and hand over the forecaster:
 *
 * <pre>{@code
 * class PooledSmoothingContractTest extends FleetForecasterContract {
 *     @Override
 *     protected FleetForecaster forecaster() {
 *         return new PooledSmoothing();
 *     }
 * }
 * }</pre>
 *
 * <p>The fleet has ten VMs, whose demand for two resources is of every awkward kind. How good a forecast is, is not tested here:
 * that is what backtests are for.
 */
public abstract class FleetForecasterContract {

    private static final int STEPS = 30;

    /** Steps that are observed after the fit. */
    private static final int AFTER = 30;

    private static final int NEW_VM = 1;

    private @Nullable SampleFleet fleet;

    /** {@return the forecaster under test; each call may give a new one or the same} */
    protected abstract FleetForecaster forecaster();

    /** {@return the length in steps of histories that are long enough, gaps included; at least 200} */
    protected int historyLength() {
        return 20 * seasonalPeriod();
    }

    /** {@return the season of the series and of the requests, in steps} */
    protected int seasonalPeriod() {
        return 24;
    }

    private SampleFleet fleet() {
        if (fleet == null) {
            fleet = SampleFleet.of(2 * historyLength() + AFTER, seasonalPeriod());
        }
        return fleet;
    }

    private SampleFleet.Member newcomer() {
        int length = 2 * historyLength() + AFTER;
        SampleFleet.Member whole =
                SampleFleet.member("new", SampleSeries.SEASONAL, SampleSeries.LEVEL_SHIFT, length, seasonalPeriod());
        return SampleFleet.silent(whole, 0, historyLength());
    }

    private TableHistory known() {
        return fleet().history(historyLength());
    }

    private FleetRequest request(TableHistory history) {
        return FleetRequest.of(history, seasonalPeriod());
    }

    private FleetModel fitted() {
        return fitted(known());
    }

    private FleetModel fitted(TableHistory history) {
        return fitted(forecaster(), request(history));
    }

    private static FleetModel fitted(FleetForecaster forecaster, FleetRequest request) {
        FleetFitResult result = forecaster.fit(request);
        if (result instanceof FleetFitResult.Fitted fitted) {
            return fitted.model();
        }
        return fail(
                "A history of %d steps must be enough, but the result is %s.",
                request.history().length(), result);
    }

    /** Takes the steps after a history, and returns the last one. */
    private static TableHistory observe(FleetModel model, SampleFleet fleet, int from, int to) {
        TableHistory history = fleet.history(from);
        for (int steps = from + 1; steps <= to; steps++) {
            history = fleet.history(steps);
            model.observe(history);
        }
        return history;
    }

    private static FleetState state(FleetModel model, TableHistory history) {
        return FleetState.of(model, history.fleet());
    }

    @Test
    void hasANameThatUsersCanChooseItBy() {
        PluginName.check(FleetForecaster.class, forecaster());
    }

    @Test
    void learnsAFleetOfSeriesOfEveryKind() {
        FleetModel model = fitted();

        assertThat(model.description()).isNotBlank().doesNotContain("\n");
        FleetChecks.assertAnswers(model, known(), STEPS);
        assertThat(model.forecast(STEPS, QuantileLevels.STANDARD))
                .as("all series are long enough")
                .allMatch(result -> result instanceof SeriesResult.Forecasted);
    }

    @Test
    void learnsAFleetOfOneResource() {
        TableHistory history = fleet().ofOneResource().history(historyLength());

        FleetChecks.assertAnswers(fitted(history), history, STEPS);
    }

    @Test
    void learnsAFleetAnewWithoutTouchingTheModelThereWas() {
        FleetModel previous = fitted();
        FleetState before = state(previous, known());

        FleetFitResult result = forecaster().refit(previous, request(known()));

        FleetChecks.assertHonest(known(), result);
        assertThat(result).isInstanceOf(FleetFitResult.Fitted.class);
        assertThat(state(previous, known())).isEqualTo(before);
    }

    @Test
    void keepsForecastsWithinTheBoundsOfTheHistory() {
        TableHistory tight = fleet().promised(0.3).history(historyLength());

        FleetModel model = fitted(tight);

        FleetChecks.assertAnswers(model, tight, STEPS);
    }

    @Test
    void keepsToBoundsThatChangeAfterTheFit() {
        FleetModel model = fitted();

        TableHistory next = fleet().promised(0.3).history(historyLength() + 1);
        model.observe(next);

        FleetChecks.assertAnswers(model, next, STEPS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 12, 24, 25, 49, 100})
    void givesAResultForAnyLengthOfHistory(int length) {
        TableHistory history = fleet().history(length);

        FleetChecks.assertHonest(history, forecaster().fit(request(history)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void givesAResultWhenAllValuesAreMissing(int length) {
        TableHistory history = fleet().silent(0, length).history(length);

        FleetChecks.assertHonest(history, forecaster().fit(request(history)));
    }

    @Test
    void givesAResultForAFleetWithoutVms() {
        SampleFleet empty = fleet();
        while (!empty.members().isEmpty()) {
            empty = empty.without(0);
        }
        TableHistory history = empty.history(historyLength());

        FleetChecks.assertHonest(history, forecaster().fit(request(history)));
    }

    @Test
    void saysOfEachSeriesWhetherItsHistoryIsEnough() {
        TableHistory history = fleet().with(newcomer()).history(historyLength());

        FleetModel model = fitted(history);

        FleetChecks.assertAnswers(model, history, STEPS);
        assertThat(model.forecast(STEPS, QuantileLevels.STANDARD).stream()
                        .filter(result -> result instanceof SeriesResult.Forecasted))
                .as("those of which enough is known, and no others")
                .hasSize(2 * (history.fleet().vms().size() - 1));
    }

    @ParameterizedTest
    @EnumSource
    void givesAResultForEveryTrust(Trust trust) {
        TableHistory history = known().withTrust(trust);

        FleetChecks.assertHonest(history, forecaster().fit(request(history)));
    }

    @Test
    void copesWithCovariatesOfAnyKind() {
        List<Covariate> covariates = List.of(
                new FunctionOfTime("pulse", at -> at.getEpochSecond() / 300 % 12 == 0 ? 1 : 0),
                new FunctionOfTime("constant", at -> 3),
                new FunctionOfTime("never-yet", at -> at.isAfter(Instant.parse("2040-01-01T00:00:00Z")) ? 1 : 0));
        FleetModel model = fitted(known().withCovariates(covariates));

        TableHistory next = fleet().history(historyLength() + 1).withCovariates(covariates);
        model.observe(next);

        FleetChecks.assertAnswers(model, next, STEPS);
    }

    @Test
    void takesSeasonsAsAHint() {
        TableHistory history = known();

        FleetChecks.assertHonest(history, forecaster().fit(FleetRequest.of(history)));
        FleetChecks.assertHonest(history, forecaster().fit(FleetRequest.of(history, 2, 7, 100_000)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 48, 288, 100_000})
    void takesTheHorizonAsAHint(int horizon) {
        FleetModel model = fitted(forecaster(), request(known()).withHorizon(horizon));

        for (int steps : List.of(1, 7, 50)) {
            FleetChecks.assertAnswers(model, known(), steps);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1000, Long.MAX_VALUE})
    void givesAResultForAnyBudget(long budget) {
        FleetChecks.assertHonest(known(), forecaster().fit(request(known()).withBudget(budget)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 42, Long.MIN_VALUE})
    void givesTheSameModelForTheSameRequest(long seed) {
        FleetRequest request = request(known()).withSeed(seed);

        assertThat(FleetState.of(forecaster().fit(request), known().fleet()))
                .isEqualTo(FleetState.of(forecaster().fit(request), known().fleet()));
    }

    @Test
    void givesTheSameModelOnAnyNumberOfThreads() {
        Object expected = learnedWith(1);

        assertThat(learnedWith(4)).isEqualTo(expected);
        List<Object> atOnce = Concurrently.call(thread -> state(fitted(), known()));
        assertThat(atOnce).containsOnly(expected);
    }

    private Object learnedWith(int threads) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> state(fitted(), known())).join();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void doesNotLetAnEarlierFitChangeALaterOne() {
        FleetForecaster forecaster = forecaster();
        FleetState expected = state(fitted(), known());

        forecaster.fit(request(fleet().promised(2).history(100)));

        assertThat(state(fitted(forecaster, request(known())), known())).isEqualTo(expected);
    }

    @Test
    void givesModelsThatShareNoState() {
        FleetForecaster forecaster = forecaster();
        FleetModel untouched = fitted(forecaster, request(known()));
        FleetState before = state(untouched, known());

        observe(fitted(forecaster, request(known())), fleet(), historyLength(), historyLength() + 10);

        assertThat(state(untouched, known())).isEqualTo(before);
    }

    @Test
    void saysTheSameOfAVmWhateverItsPlaceInTheFleet() {
        TableHistory shuffled = fleet().shuffled().history(historyLength());

        assertThat(state(fitted(shuffled), shuffled)).isEqualTo(state(fitted(), known()));
    }

    @Test
    void followsVmsThatChangePlaces() {
        FleetModel model = fitted();
        FleetModel followed = fitted();

        TableHistory shuffled = fleet().shuffled().history(historyLength() + 1);
        followed.observe(shuffled);
        model.observe(fleet().history(historyLength() + 1));

        assertThat(state(followed, shuffled)).isEqualTo(state(model, fleet().history(historyLength() + 1)));
        TableHistory later = observe(followed, fleet(), historyLength() + 1, historyLength() + AFTER);
        observe(model, fleet(), historyLength() + 1, historyLength() + AFTER);
        assertThat(state(followed, later)).isEqualTo(state(model, later));
    }

    @Test
    void forecastsAVmThatItHasNotLearned() {
        SampleFleet more = fleet().with(newcomer());
        FleetModel model = fitted();

        for (int steps = historyLength() + 1; steps <= 2 * historyLength(); steps++) {
            TableHistory history = more.history(steps);
            model.observe(history);
            if (steps < historyLength() + 20 || steps % 50 == 0) {
                FleetChecks.assertAnswers(model, history, STEPS);
            }
        }

        List<SeriesResult> results = model.forecast(STEPS, QuantileLevels.STANDARD);
        assertThat(results.subList(2 * NEW_VM, 2 * NEW_VM + 2))
                .as("as much is known of it by now as was enough for the others")
                .allMatch(result -> result instanceof SeriesResult.Forecasted);
    }

    @Test
    void forecastsAVmThatItHasNotLearnedByItsHistory() {
        SampleFleet more = fleet();
        FleetModel model = fitted(more.without(3).history(historyLength()));

        TableHistory history = more.history(historyLength() + 1);
        model.observe(history);

        FleetChecks.assertAnswers(model, history, STEPS);
    }

    @Test
    void forgetsAVmThatIsGone() {
        SampleFleet fewer = fleet().without(2);
        FleetModel model = fitted();

        TableHistory history = observe(model, fewer, historyLength(), historyLength() + 5);

        FleetChecks.assertAnswers(model, history, STEPS);
        TableHistory again = fleet().history(historyLength() + 6);
        model.observe(again);
        FleetChecks.assertAnswers(model, again, STEPS);
    }

    @Test
    void movesTheOriginByOneStepWithEachObservation() {
        FleetModel model = fitted();
        assertThat(model.origin()).isEqualTo(known().origin());

        for (int i = 1; i <= AFTER; i++) {
            TableHistory history = fleet().history(historyLength() + i);
            model.observe(history);

            FleetChecks.assertAnswers(model, history, STEPS);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 100})
    void refusesAStepThatIsNotTheNextAndStaysAsItWas(int ahead) {
        FleetModel model = fitted();
        FleetState before = state(model, known());

        assertThatThrownBy(() -> model.observe(fleet().history(historyLength() + ahead)))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(state(model, known())).isEqualTo(before);
    }

    @Test
    void refusesOtherResourcesAndStaysAsItWas() {
        FleetModel model = fitted();
        FleetState before = state(model, known());

        assertThatThrownBy(() -> model.observe(fleet().ofOneResource().history(historyLength() + 1)))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(state(model, known())).isEqualTo(before);
    }

    @Test
    void acceptsMissingValuesForALongTime() {
        SampleFleet silent = fleet().silent(historyLength(), 2 * historyLength());
        FleetModel model = fitted();

        TableHistory history = observe(model, silent, historyLength(), 2 * historyLength());

        FleetChecks.assertAnswers(model, history, STEPS);
    }

    @Test
    void observesTheSameWayEveryTime() {
        FleetModel one = fitted();
        FleetModel other = fitted();
        for (int steps = historyLength() + 1; steps <= historyLength() + AFTER; steps++) {
            one.observe(fleet().history(steps));
            other.forecast(5, QuantileLevels.STANDARD);
            other.observe(fleet().history(steps));
        }

        TableHistory last = fleet().history(historyLength() + AFTER);
        assertThat(state(one, last)).isEqualTo(state(other, last));
    }

    @Test
    void readsAHistoryWithinTheCallOnly() {
        FleetModel kept = fitted();
        TableHistory past = known();
        FleetModel model = fitted(past);
        past.close();

        assertThat(state(model, known())).isEqualTo(state(kept, known()));
        TableHistory next = fleet().history(historyLength() + 1);
        model.observe(next);
        next.close();
        kept.observe(fleet().history(historyLength() + 1));

        assertThat(state(model, next)).isEqualTo(state(kept, next));
    }

    @Test
    void leavesWhatItHandedOutAsItWas() {
        FleetModel model = fitted();
        List<SeriesResult> results = model.forecast(STEPS, QuantileLevels.STANDARD);
        List<Object> before = FleetState.of(results);

        observe(model, fleet(), historyLength(), historyLength() + 10);
        model.forecast(STEPS, QuantileLevels.STANDARD);

        assertThat(FleetState.of(results)).isEqualTo(before);
    }

    @Test
    void isNotChangedByForecasting() {
        FleetModel asked = fitted();
        asked.forecast(1, QuantileLevels.of(0.5));
        asked.forecast(288, QuantileLevels.STANDARD);

        assertThat(state(asked, known())).isEqualTo(state(fitted(), known()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 12, 13, 25, 288, 2016})
    void forecastsAsManyStepsAsAskedFor(int steps) {
        FleetChecks.assertAnswers(fitted(), known(), steps);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesToForecastNoSteps(int steps) {
        FleetModel model = fitted();

        assertThatThrownBy(() -> model.forecast(steps, QuantileLevels.STANDARD))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersForTheQuantileLevelsAskedFor() {
        FleetModel model = fitted();

        for (QuantileLevels levels :
                List.of(QuantileLevels.of(0.5), QuantileLevels.of(0.001, 0.3, 0.999), QuantileLevels.of(0.99))) {
            assertThat(model.forecast(3, levels))
                    .allMatch(result -> result instanceof SeriesResult.Forecasted known
                            && known.forecast().levels().equals(levels));
        }
    }

    @Test
    void remembersHowFarAnObservationWasFromItsForecast() {
        FleetModel model = fitted();
        List<SeriesResult> expected = model.forecast(1, QuantileLevels.STANDARD);

        TableHistory next = fleet().history(historyLength() + 1);
        model.observe(next);

        Fleet fleet = next.fleet();
        for (int i = 0; i < expected.size(); i++) {
            int vm = i / 2;
            if (model.residuals(vm, i % 2) > 0) {
                double mean =
                        ((SeriesResult.Forecasted) expected.get(i)).forecast().mean(0);
                double error = next.value(vm, i % 2, 0) - mean;
                double residual = model.residual(vm, i % 2, 0);
                assertThat(Math.abs(residual - error) <= 1e-6 * (Math.abs(mean) + Math.abs(error))
                                || (Double.isNaN(residual) && Double.isNaN(error)))
                        .as(
                                "residual %s of %s, which was off by %s",
                                residual, fleet.vms().get(vm), error)
                        .isTrue();
            }
        }
    }

    @Test
    void hasNoResidualWhereTheValueWasMissing() {
        FleetModel model = fitted();
        TableHistory last = observe(model, fleet(), historyLength(), historyLength() + AFTER);

        int resources = 2;
        for (int i = 0; i < resources * last.fleet().vms().size(); i++) {
            int vm = i / resources;
            int resource = i % resources;
            assertThat(model.residuals(vm, resource)).isBetween(0, last.length());
            for (int back = 0; back < model.residuals(vm, resource); back++) {
                double residual = model.residual(vm, resource, back);
                boolean isMissing = Double.isNaN(last.value(vm, resource, back));
                assertThat(isMissing ? Double.isNaN(residual) : !Double.isInfinite(residual))
                        .as("residual %d steps back is %s", back, residual)
                        .isTrue();
            }
        }
    }
}
