// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.fixture.LastValueForecaster;
import io.affinity.core.fixture.SmallFleet;
import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.VmSeries;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelForecasterTest {

    private static final int VMS = 5;
    private static final int REFIT = 10;

    private final LastValueForecaster fake = new LastValueForecaster(3);
    private final ModelForecaster forecaster =
            new ModelForecaster(fake, null, List.of(Duration.ofDays(1)), STEP.multipliedBy(REFIT), STEP);
    private final DemandRecorder history = new DemandRecorder(STEP, 100);

    /** All VMs want this many cores at this step, and a GB. */
    private FleetForecast step(int number, double cores) {
        Fleet.Builder builder = Fleet.builder(timeOf(number)).host(host("a", 64, 64));
        double[] demand = new double[2 * VMS];
        for (int v = 0; v < VMS; v++) {
            builder.vm(vm("v" + v, 4, 8), id("a"));
            demand[2 * v] = cores;
            demand[2 * v + 1] = 1e9;
        }
        Fleet fleet = builder.build();
        history.record(Observation.of(fleet, demand));
        return forecaster.forecast(fleet, history, 6);
    }

    /** An hour that is enough for a model. */
    private void learn() {
        for (int i = 0; i < 12; i++) {
            step(i, 1);
        }
    }

    private static Instant timeOf(int number) {
        return ORIGIN.plus(STEP.multipliedBy(number));
    }

    @Test
    void aSingleVmWithoutAModelIsNotReliableAndCarriesTheLastValueOn() {
        Fleet fleet = Fleet.builder(timeOf(0))
                .host(host("a", 64, 64))
                .vm(vm("v0", 4, 8), id("a"))
                .build();
        history.record(Observation.of(fleet, new double[] {1.5, 1e9}));
        FleetForecast forecast = forecaster.forecast(fleet, history, 6);

        assertThat(forecast.series(0, 0).reliable()).isFalse();
        assertThat(forecast.series(0, 0).residuals()).isNull();
        Forecast unknown = forecast.series(0, 0).forecast();
        assertThat(unknown.origin()).isEqualTo(timeOf(0));
        assertThat(unknown.mean(5)).isEqualTo(1.5);
        assertThat(unknown.quantileAt(0.999, 0)).isGreaterThan(3.5);
        assertThat(unknown.quantile(0, 0)).isBetween(0.0, 0.2);
    }

    @Test
    void aSeriesThatWasNeverMeasuredStillHasAForecast() {
        FleetForecast forecast = step(0, Double.NaN);

        assertThat(forecast.series(0, 0).forecast().origin()).isEqualTo(timeOf(0));
        assertThat(forecast.series(0, 0).forecast().mean(0)).isEqualTo(2);
        assertThat(forecast.series(0, 0).reliable()).isFalse();
    }

    @Test
    void eachValueReachesTheModelWithoutARefit() {
        for (int i = 0; i < 40; i++) {
            FleetForecast forecast = step(i, i % 4);
            if (i >= 11) {
                assertThat(forecast.series(3, 0).forecast().mean(0)).isEqualTo(i % 4);
                assertThat(forecast.series(3, 0).forecast().origin()).isEqualTo(timeOf(i));
                assertThat(forecast.series(3, 0).reliable()).isTrue();
            }
        }
    }

    @Test
    void refitsAreSpreadOverThePeriod() {
        for (int i = 0; i < 30; i++) {
            step(i, 1);
        }
        fake.fitsSinceLastAsked();
        int sum = 0;
        for (int i = 30; i < 30 + REFIT; i++) {
            step(i, 1);
            int fits = fake.fitsSinceLastAsked();
            assertThat(fits).isLessThanOrEqualTo(2);
            sum += fits;
        }

        assertThat(sum).as("each VM's two series once in each period").isEqualTo(2 * VMS);
    }

    @Test
    void aModelThatCannotBeFittedAnewMissesNoValue() {
        learn();
        fake.fail(true);
        for (int i = 12; i < 60; i++) {
            FleetForecast forecast = step(i, i % 4);
            for (int v = 0; v < VMS; v++) {
                assertThat(forecast.series(v, 0).forecast().origin()).isEqualTo(timeOf(i));
                assertThat(forecast.series(v, 0).forecast().mean(0)).isEqualTo(i % 4);
            }
        }
    }

    @Test
    void aModelThatCannotCatchUpIsGivenUp() {
        learn();
        fake.fail(true);

        FleetForecast forecast = step(12 + REFIT, 2);

        assertThat(forecast.series(0, 0).reliable()).isFalse();
        assertThat(forecast.series(0, 0).forecast().origin()).isEqualTo(timeOf(12 + REFIT));
    }

    @Test
    void valuesMissedInAGapAreObservedAsMissing() {
        for (int i = 0; i < 20; i++) {
            step(i, 1);
        }
        FleetForecast forecast = step(24, 3);

        assertThat(forecast.series(0, 0).forecast().origin()).isEqualTo(timeOf(24));
        assertThat(forecast.series(0, 0).forecast().mean(0)).isEqualTo(3);
    }

    @Test
    void untrustedSeriesAreNotReliable() {
        for (int i = 0; i < 20; i++) {
            step(i, 1);
        }
        step(20, -1);
        assertThat(step(21, 1e9).series(0, 0).reliable()).isTrue();
        assertThat(step(22, Double.NaN).series(0, 0).reliable()).isFalse();
    }

    @Test
    void aRefitPeriodBelowTheStepIsRefused() {
        assertThatThrownBy(() -> new ModelForecaster(fake, null, List.of(), Duration.ofSeconds(1), STEP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT1S");
    }

    private FleetForecast stepWithNewcomer(int number, double coresOfNewcomer) {
        Fleet.Builder builder = Fleet.builder(timeOf(number)).host(host("a", 64, 64));
        double[] demand = new double[2 * (VMS + 1)];
        for (int v = 0; v <= VMS; v++) {
            builder.vm(v < VMS ? vm("v" + v, 4, 8) : vm("new", 8, 8), id("a"));
            demand[2 * v] = v < VMS ? 1 + v % 2 : coresOfNewcomer;
            demand[2 * v + 1] = 1e9;
        }
        Fleet fleet = builder.build();
        history.record(Observation.of(fleet, demand));
        return forecaster.forecast(fleet, history, 6);
    }

    @Test
    void aVmWithoutHistoryTakesThatOfItsGroup() {
        for (int i = 0; i < 20; i++) {
            step(i, 1);
        }

        SeriesForecast newcomer = stepWithNewcomer(20, 7).series(VMS, 0);

        // Three of the five want a quarter of their allocation, and two want half; it is one of six itself, with 7/8.
        double group = (3 * 0.25 + 2 * 0.5 + 7 / 8.0) / 6;
        assertThat(newcomer.basis()).isEqualTo(Basis.GROUP);
        assertThat(newcomer.evidence()).as("one value and five VMs").isEqualTo(Evidence.LITTLE);
        assertThat(newcomer.forecast().mean(0)).isEqualTo(8 * (0.25 * 7 / 8 + 0.75 * group), within(1e-9));
        assertThat(newcomer.forecast().quantileAt(0.25, 3)).isEqualTo(2);
        assertThat(newcomer.forecast().quantileAt(0.9, 3)).isEqualTo(7);
        assertThat(stepWithNewcomer(21, 7).series(0, 0).basis()).isEqualTo(Basis.MODEL);
        assertThat(stepWithNewcomer(22, 7).series(VMS, 0).evidence()).isEqualTo(Evidence.SOME);
        assertThat(stepWithNewcomer(23, 7).series(VMS, 0).evidence()).isEqualTo(Evidence.ENOUGH);
    }

    /** Whoever is chosen because it is quiet will not stay so. */
    @Test
    void aLargeFleetThatWasSeenOnceIsForecastBetweenItsOwnValueAndThatOfAll() {
        Fleet.Builder builder = Fleet.builder(timeOf(0)).host(host("a", 1000, 1000));
        double[] demand = new double[2 * 40];
        for (int v = 0; v < 40; v++) {
            builder.vm(vm("v" + v, 4, 8), id("a"));
            demand[2 * v] = v < 20 ? 0 : 2;
        }
        Fleet fleet = builder.build();
        history.record(Observation.of(fleet, demand));

        SeriesForecast quiet = forecaster.forecast(fleet, history, 6).series(0, 0);

        assertThat(quiet.evidence()).as("one value of each of many").isEqualTo(Evidence.ENOUGH);
        assertThat(quiet.forecast().mean(5)).isEqualTo(0.25 * 0 + 0.75 * 1, within(1e-9));
        assertThat(quiet.forecast().quantileAt(0.5, 5)).isZero();
        assertThat(quiet.forecast().quantileAt(0.75, 5)).isEqualTo(2);
    }

    @Test
    void aShiftOfTheLevelHasTheModelLearnedAnewOutOfTurn() {
        ModelForecaster slow = new ModelForecaster(new FixedForecaster(), null, List.of(), STEP.multipliedBy(64), STEP);
        List<Integer> refits = new ArrayList<>();
        FixedForecaster.FITS.set(0);
        for (int i = 0; i < 140; i++) {
            int before = FixedForecaster.FITS.get();
            Fleet fleet = Fleet.builder(timeOf(i))
                    .host(host("a", 64, 64))
                    .vm(vm("v0", 4, 8), id("a"))
                    .build();
            double cores = (i < 100 ? 1 : 3) + (i % 2 == 0 ? 0.1 : -0.1);
            history.record(Observation.of(fleet, new double[] {cores, 0}));
            slow.forecast(fleet, history, 6);
            if (FixedForecaster.FITS.get() > before && i > 97) {
                refits.add(i);
            }
        }

        assertThat(refits).as("within an hour").anyMatch(i -> i > 100 && i <= 112);
        assertThat(refits).as("noise is no reason").noneMatch(i -> i < 100 && i % 64 != 0 && (i + 64) % 64 != 0);
    }

    @Test
    void aModelThatIsReplacedIsHandedToTheForecaster() {
        for (int i = 0; i < 60; i++) {
            step(i, 1);
        }

        assertThat(fake.refits()).isPositive();
    }

    @Test
    void requestsSayWhoseSeriesItIsAndWhatForecastsAreUsedFor() {
        List<ForecastRequest> requests = Collections.synchronizedList(new ArrayList<>());
        Forecaster recording = new Forecaster() {
            @Override
            public String name() {
                return "recording";
            }

            @Override
            public FitResult fit(ForecastRequest request) {
                requests.add(request);
                return fake.fit(request);
            }
        };
        ModelForecaster asking = new ModelForecaster(recording, null, List.of(), STEP.multipliedBy(REFIT), STEP);
        for (int i = 0; i < 12; i++) {
            Fleet fleet = Fleet.builder(timeOf(i))
                    .host(host("a", 64, 64))
                    .vm(vm("v0", 4, 8), id("a"))
                    .build();
            history.record(Observation.of(fleet, new double[] {1, 1e9}));
            asking.forecast(fleet, history, 7);
        }

        assertThat(requests).hasSize(2).allMatch(request -> request.horizon() == 7);
        assertThat(requests.get(0).series()).isEqualTo(new VmSeries(vm("v0", 4, 8), Resource.CPU));
        assertThat(requests.get(1).series()).isEqualTo(new VmSeries(vm("v0", 4, 8), Resource.MEMORY));
    }

    @Test
    void residualsThatWereHandedOutStayWhatTheyWere() {
        ModelForecaster remembering =
                new ModelForecaster(new RememberingForecaster(), null, List.of(), STEP.multipliedBy(20), STEP);
        List<FleetForecast> forecasts = new ArrayList<>();
        List<List<Double>> residuals = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Fleet fleet = Fleet.builder(timeOf(i))
                    .host(host("a", 64, 64))
                    .vm(vm("v0", 4, 8), id("a"))
                    .build();
            history.record(Observation.of(fleet, new double[] {i % 4, 1e9}));
            forecasts.add(remembering.forecast(fleet, history, 6));
            residuals.add(residuals(forecasts.get(i)));
        }

        for (int i = 12; i < 60; i++) {
            List<Double> now = residuals(forecasts.get(i));
            assertThat(now).hasSameSizeAs(residuals.get(i));
            for (int back = 0; back < now.size(); back++) {
                assertThat(now.get(back)).isIn(residuals.get(i).get(back), Double.NaN);
            }
        }
        assertThat(residuals(forecasts.get(58)).get(0))
                .isEqualTo(residuals.get(58).get(0))
                .isNotNaN();
    }

    private static List<Double> residuals(FleetForecast forecast) {
        FleetForecast.Residuals residuals = forecast.series(0, 0).residuals();
        List<Double> all = new ArrayList<>();
        for (int back = 0; residuals != null && back < residuals.count(); back++) {
            all.add(residuals.at(back));
        }
        return all;
    }

    @Test
    void whatAVmUsedAboveItsAllocationBoundsItsModel() {
        List<Double> bounds = Collections.synchronizedList(new ArrayList<>());
        Forecaster recording = new Forecaster() {
            @Override
            public String name() {
                return "recording";
            }

            @Override
            public FitResult fit(ForecastRequest request) {
                bounds.add(request.upper());
                return fake.fit(request);
            }
        };
        ModelForecaster bounded = new ModelForecaster(recording, null, List.of(), STEP.multipliedBy(REFIT), STEP);
        for (int i = 0; i < 30; i++) {
            Fleet fleet = Fleet.builder(timeOf(i))
                    .host(host("a", 64, 64))
                    .vm(vm("v0", 4, 8), id("a"))
                    .build();
            history.record(Observation.of(fleet, new double[] {i == 14 ? 4.25 : 3, 1e9}));
            bounded.forecast(fleet, history, 6);
        }

        List<Double> ofCores = bounds.stream().filter(bound -> bound < 1000).toList();
        assertThat(ofCores.get(0)).isEqualTo(4);
        assertThat(ofCores).last().isEqualTo(4.25);
        assertThat(bounds).allMatch(bound -> bound < 1000 || bound == 8 * SmallFleet.GB);
    }
}
