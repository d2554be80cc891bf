// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.fixture.LastValueFleet;
import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.core.forecasting.FleetForecast.Residuals;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.forecasting.FleetModelForecaster.FleetFits;
import io.affinity.core.history.DemandRecorder;
import io.affinity.core.storage.MemorySnapshots;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FleetModelForecasterTest {

    private static final int REFIT = 40;
    private static final int HORIZON = 6;

    private final LastValueFleet fake = new LastValueFleet();
    private final MemorySnapshots store = new MemorySnapshots();
    private DemandRecorder history = new DemandRecorder(STEP, 100);
    private FleetModelForecaster forecaster = forecaster();
    private FleetModelKeeper keeper = new FleetModelKeeper(store, forecaster);

    private FleetModelForecaster forecaster() {
        return new FleetModelForecaster(
                fake, null, new FleetFits(List.of(STEP.multipliedBy(24)), STEP.multipliedBy(REFIT), STEP, 1000, 7));
    }

    private static Instant timeOf(int number) {
        return ORIGIN.plus(STEP.multipliedBy(number));
    }

    /** What a VM wants. */
    private static double demand(String name, int number) {
        return 1 + (name.hashCode() + number * 7 % 5) % 3;
    }

    private FleetForecast step(int number, String... names) {
        Fleet.Builder builder = Fleet.builder(timeOf(number)).host(host("a", 640, 640));
        double[] demand = new double[2 * names.length];
        for (int v = 0; v < names.length; v++) {
            builder.vm(vm(names[v], 4, 8), id("a"));
            demand[2 * v] = demand(names[v], number);
            demand[2 * v + 1] = 1e9;
        }
        Fleet fleet = builder.build();
        history.record(Observation.of(fleet, demand));
        FleetForecast forecast = forecaster.forecast(fleet, history, HORIZON);
        keeper.stepped();
        return forecast;
    }

    private FleetForecast steps(int from, int to, String... names) {
        FleetForecast last = null;
        for (int i = from; i < to; i++) {
            last = step(i, names);
        }
        return Objects.requireNonNull(last);
    }

    /** Another process, which has the same store. */
    private void restart() {
        history = new DemandRecorder(STEP, 100);
        forecaster = forecaster();
        keeper = new FleetModelKeeper(store, forecaster);
    }

    @Test
    void fitsAgainWhenWhatThereIsHasDoubledAndThenOnceInEachPeriod() {
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            int before = fake.fits.size();
            step(i, "v1", "v2");
            if (fake.fits.size() > before) {
                at.add(i);
            }
        }

        assertThat(at).containsExactly(0, 1, 3, 7, 15, 31, 63, 103, 143);
        assertThat(fake.refits).isEqualTo(at.size() - 1);
    }

    @Test
    void saysWhatTheModelIsUsedFor() {
        step(0, "v1");

        FleetRequest request = fake.fits.get(0);
        assertThat(request.horizon()).isEqualTo(HORIZON);
        assertThat(request.seasonalPeriods()).containsExactly(24);
        assertThat(request.budget()).isEqualTo(1000);
        assertThat(request.seed()).isEqualTo(7);
        assertThat(request.history().origin()).isEqualTo(timeOf(0));
        assertThat(request.history().upperBound(0, 0)).isEqualTo(4);
    }

    @Test
    void eachStepReachesTheModelThoseOfAGapAsWell() {
        steps(0, 20, "v1", "v2");

        SeriesForecast series = step(24, "v1", "v2").series(1, 0);

        assertThat(series.basis()).isEqualTo(Basis.MODEL);
        assertThat(series.forecast().origin()).isEqualTo(timeOf(24));
        assertThat(series.forecast().mean(5)).isEqualTo(demand("v2", 24));
    }

    @Test
    void aVmThatIsNewIsForecastByItsAttributesUntilItIsKnown() {
        steps(0, 20, "v1", "v2", "v3");

        SeriesForecast first = step(20, "v1", "new", "v2", "v3").series(1, 0);

        assertThat(first.basis()).isEqualTo(Basis.GROUP);
        assertThat(first.forecast().mean(0)).isEqualTo(2);
        assertThat(first.evidence()).as("as for groups: one value and four VMs").isEqualTo(Evidence.LITTLE);
        SeriesForecast later = steps(21, 23, "v1", "new", "v2", "v3").series(1, 0);
        assertThat(later.basis()).isEqualTo(Basis.MODEL);
        assertThat(later.evidence()).isEqualTo(Evidence.ENOUGH);
    }

    @Test
    void whatIsToldByAttributesOfANewVmBesideOldOnesIsBorrowed() {
        steps(0, 98, "v1", "v2", "v3");

        SeriesForecast first = step(98, "v1", "new", "v2", "v3").series(1, 0);

        assertThat(first.basis()).isEqualTo(Basis.BORROWED);
        assertThat(first.forecast().mean(0)).isEqualTo(2);
        assertThat(first.evidence()).isEqualTo(Evidence.LITTLE);
        assertThat(step(99, "v1", "new", "v2", "v3").series(1, 0).basis()).isEqualTo(Basis.BORROWED);
        assertThat(step(100, "v1", "new", "v2", "v3").series(1, 0).basis()).isEqualTo(Basis.MODEL);
    }

    @Test
    void aVmIsTheSameOnAnotherHostAndByAnotherName() {
        steps(0, 20, "v1", "v2");
        Fleet fleet = Fleet.builder(timeOf(20))
                .host(host("a", 640, 640))
                .host(host("b", 640, 640))
                .vm(vm("v1", 4, 8).withName("shop"), id("b"))
                .vm(vm("v2", 4, 8), id("a"))
                .build();
        history.record(Observation.of(fleet, new double[] {demand("v1", 20), 1e9, demand("v2", 20), 1e9}));
        int fits = fake.fits.size();

        SeriesForecast series = forecaster.forecast(fleet, history, HORIZON).series(0, 0);

        assertThat(series.basis()).isEqualTo(Basis.MODEL);
        assertThat(series.evidence()).isEqualTo(Evidence.ENOUGH);
        assertThat(Objects.requireNonNull(series.residuals()).at(0)).isEqualTo(demand("v1", 20) - demand("v1", 19));
        assertThat(fake.fits).hasSize(fits);
    }

    @Test
    void whatIsUntrustedIsNotDecidedOn() {
        steps(0, 20, "v1");
        Fleet.Builder builder =
                Fleet.builder(timeOf(21)).host(host("a", 64, 64)).vm(vm("v1", 4, 8), id("a"));
        Fleet fleet = builder.build();
        history.record(Observation.of(fleet, new double[] {Double.NaN, Double.NaN}));
        FleetForecast forecast = forecaster.forecast(fleet, history, HORIZON);
        assertThat(forecast.series(0, 0).reliable()).isTrue();

        Fleet next = Fleet.builder(timeOf(22))
                .host(host("a", 64, 64))
                .vm(vm("v1", 4, 8), id("a"))
                .build();
        history.record(Observation.of(next, new double[] {Double.NaN, Double.NaN}));

        assertThat(forecaster.forecast(next, history, HORIZON).series(0, 0).reliable())
                .isFalse();
    }

    @Test
    void residualsThatWereHandedOutStayWhatTheyWere() {
        steps(0, 33, "v1", "v2", "v3");
        FleetForecast kept = step(33, "v1", "v2", "v3");
        List<Double> before = residuals(kept);

        step(34, "v3", "v2", "v1");
        step(35, "v3", "v1");

        List<Double> after = residuals(kept);
        for (int i = 0; i < before.size(); i++) {
            boolean isKept = i % 7 < 5;
            assertThat(after.get(i))
                    .as("residual %d", i)
                    .isEqualTo(isKept ? before.get(i) : Double.valueOf(Double.NaN));
        }
        steps(36, 50, "v1", "v3");
        step(50, "v1", "v2", "v3");
        assertThat(residuals(kept).subList(7, 14))
                .as("a VM that was gone for an hour is another one")
                .containsOnly(Double.NaN);
    }

    /** Seven of each VM. */
    private static List<Double> residuals(FleetForecast forecast) {
        return IntStream.range(0, 3)
                .boxed()
                .flatMap(v -> {
                    Residuals residuals =
                            Objects.requireNonNull(forecast.series(v, 0).residuals());
                    assertThat(residuals.count()).isEqualTo(7);
                    return IntStream.range(0, 7).mapToObj(residuals::at);
                })
                .toList();
    }

    @Test
    void aFitThatFailsLeavesTheModelThereWas() {
        steps(0, 20, "v1");
        fake.failsToFit = true;

        SeriesForecast series = steps(20, 80, "v1").series(0, 0);

        assertThat(series.basis()).isEqualTo(Basis.MODEL);
        assertThat(series.forecast().mean(0)).isEqualTo(demand("v1", 79));
    }

    @Test
    void aForecasterThatThrowsDoesNotStopTheLoop() {
        fake.throwsInFit = true;
        assertThat(steps(0, 5, "v1", "v2", "v3").series(0, 0).basis()).isEqualTo(Basis.GROUP);
        fake.throwsInFit = false;
        assertThat(steps(5, 16, "v1", "v2", "v3").series(0, 0).basis()).isEqualTo(Basis.MODEL);

        fake.throwsInForecast = true;
        assertThat(step(16, "v1", "v2", "v3").series(0, 0).basis()).isEqualTo(Basis.GROUP);
        fake.throwsInForecast = false;
        assertThat(step(17, "v1", "v2", "v3").series(0, 0).basis()).isEqualTo(Basis.MODEL);

        fake.answersTooShort = true;
        assertThat(step(18, "v1", "v2", "v3").series(0, 0).forecast().steps()).isEqualTo(HORIZON);
        fake.answersTooShort = false;

        fake.throwsInObserve = true;
        int fits = fake.fits.size();
        assertThat(step(19, "v1", "v2", "v3").series(0, 0).basis()).isEqualTo(Basis.GROUP);
        assertThat(fake.fits).as("not before it is due").hasSize(fits);
    }

    @Test
    void afterARestartAllGoesOnAndNothingIsFitted() {
        steps(0, 33, "v1", "v2");
        keeper.save();
        int fits = fake.fits.size();
        restart();

        SeriesForecast series = step(33, "v2", "v1").series(0, 0);

        assertThat(fake.fits).hasSize(fits);
        assertThat(series.basis()).isEqualTo(Basis.MODEL);
        assertThat(series.forecast().mean(0)).isEqualTo(demand("v2", 33));
        Residuals residuals = Objects.requireNonNull(series.residuals());
        assertThat(residuals.at(0)).isEqualTo(demand("v2", 33) - demand("v2", 32));
        assertThat(keeper.problem()).isEmpty();
        steps(34, 63, "v1", "v2");
        assertThat(fake.fits).hasSize(fits);
        step(63, "v1", "v2");
        assertThat(fake.fits).as("when it would have been due").hasSize(fits + 1);
    }

    @Test
    void itIsSavedOnceAnHour() {
        steps(0, 11, "v1");
        assertThat(store.load(FleetModelKeeper.KEY)).isNull();

        step(11, "v1");

        assertThat(store.load(FleetModelKeeper.KEY)).isNotNull();
    }

    @Test
    void oneThatIsTooOldIsFittedAnewAndThatIsSaid() {
        steps(0, 33, "v1");
        keeper.save();
        int fits = fake.fits.size();
        restart();

        step(33 + REFIT + 1, "v1");

        assertThat(fake.fits).hasSize(fits + 1);
        assertThat(keeper.problem()).isEqualTo("Not remembered: the model of the fleet, which is too old.");
    }

    @Test
    void bytesThatItsForecasterDoesNotAcceptAreSaid() {
        steps(0, 33, "v1");
        fake.throwsInEncode = true;
        keeper.save();

        assertThat(keeper.problem())
                .isEqualTo("Not remembered: the model of the fleet, which the forecaster cannot save.");
    }

    @Test
    void aRefitPeriodBelowTheStepIsRefused() {
        assertThatThrownBy(() -> new FleetFits(List.of(), Duration.ofSeconds(1), STEP, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT1S");
    }
}
