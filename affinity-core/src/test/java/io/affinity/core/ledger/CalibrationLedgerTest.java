// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandRecorder;
import io.affinity.core.ledger.LedgerWorld.Spoiling;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationLedgerTest {

    private static final LedgerSettings ONE_AND_TWO = new LedgerSettings(List.of(1, 2), 100, 10, 2, 10, 2);

    private final CalibrationLedger ledger = new CalibrationLedger(ONE_AND_TWO, Duration.ZERO, STEP);
    private final DemandRecorder history = new DemandRecorder(STEP, 24);

    private static Fleet fleet(int number, String hostOfV1) {
        return Fleet.builder(ORIGIN.plus(STEP.multipliedBy(number)))
                .host(host("a", 10, 64))
                .host(host("b", 10, 64))
                .vm(vm("v1", 8, 4), id(hostOfV1))
                .vm(vm("v2", 8, 4), id("a"))
                .build();
    }

    /** Demand of the two VMs, forecast as a constant 4 within 2 to 6. */
    private void step(Fleet fleet, double one, double two) {
        double[] demand = fleet.vms().size() == 2 ? new double[] {one, 0, two, 0} : new double[] {two, 0};
        history.record(Observation.of(fleet, demand));
        SeriesForecast[] series = new SeriesForecast[demand.length];
        Arrays.fill(series, new SeriesForecast(constant(fleet, 4, 2), null, true));
        ledger.admit("constant", FleetForecast.of(fleet, history.slot(), List.of(series)), history);
    }

    private static Forecast constant(Fleet fleet, double middle, double width) {
        double[] mean = {middle, middle, middle};
        double[] quantiles = new double[9];
        for (int i = 0; i < 9; i++) {
            quantiles[i] = middle + (i % 3 - 1) * width;
        }
        return Forecast.of(fleet.observedAt(), STEP, QuantileLevels.of(0.1, 0.5, 0.9), mean, quantiles);
    }

    private void expect(Fleet fleet, double probabilityOfA) {
        ContentionForecast.Builder contention = ContentionForecast.builder(fleet, fleet.observedAt(), STEP, 3);
        for (int t = 0; t < 3; t++) {
            contention.probability(0, 0, t, probabilityOfA);
        }
        ledger.expect(contention.build());
    }

    private LeadAccuracy lead(int index) {
        return ledger.accuracy(vmId("v1"), Resource.CPU).leads().get(index);
    }

    @Test
    void eachQuantileIsComparedWithWhatHappenedWhenItsStepComes() {
        step(fleet(0, "a"), 4, 4);
        assertThat(ledger.accuracy(vmId("v1"), Resource.CPU).leads()).isEmpty();
        step(fleet(1, "a"), 5, 4);
        assertThat(ledger.accuracy(vmId("v1"), Resource.CPU).leads()).hasSize(1);
        step(fleet(2, "a"), 7, 4);

        assertThat(lead(0).lead()).isEqualTo(1);
        assertThat(lead(0).scored()).isEqualTo(2);
        // 5 within (2, 4, 6): 0.1 x 3, 0.5 x 1, 0.1 x 1. 7: 0.1 x 5, 0.5 x 3, 0.9 x 1.
        assertThat(lead(0).pinball()).isEqualTo((0.9 / 3 + 2.9 / 3) / 2, within(1e-6));
        assertThat(lead(0).coverage80()).isEqualTo(0.5);
        assertThat(lead(0).below10()).isZero();
        assertThat(lead(0).below90()).isEqualTo(0.5);
        assertThat(lead(1).lead()).isEqualTo(2);
        assertThat(lead(1).scored()).isEqualTo(1);
        assertThat(lead(1).pinball()).isEqualTo(2.9 / 3, within(1e-6));
    }

    @Test
    void theShadowsOfAGoodForecasterAreWorse() {
        LedgerWorld world = new LedgerWorld(10, 3 * LedgerWorld.DAY, 1);
        for (int i = 0; i < 3 * LedgerWorld.DAY; i++) {
            world.step(Spoiling.NONE);
        }

        for (LeadAccuracy lead :
                world.ledger().accuracy(vmId("v3"), Resource.CPU).leads()) {
            assertThat(lead.skillOverPersistence()).as("lead %d", lead.lead()).isBetween(0.0, 0.6);
            assertThat(lead.skillOverSeasonalNaive()).as("lead %d", lead.lead()).isBetween(0.1, 0.8);
            assertThat(lead.skillOverLongRun()).as("lead %d", lead.lead()).isBetween(0.3, 0.9);
            assertThat(lead.coverage80()).isBetween(0.7, 0.9);
            assertThat(lead.coverage95()).isBetween(0.9, 1.0);
        }
        LedgerSummary summary = world.ledger().summary();
        assertThat(summary.demoted()).isZero();
        assertThat(summary.forecasters())
                .extracting(ForecasterAccuracy::forecaster)
                .containsExactly("known", "persistence", "seasonal-naive", "long-run");
        assertThat(summary.forecasters().get(0).skillOverPersistence()).isBetween(0.1, 0.4);
        // Memory, which is always zero, is always within its interval.
        assertThat(summary.forecasters().get(0).coverage80()).isBetween(0.88, 0.92);
        assertThat(summary.forecasters().get(1).skillOverPersistence()).isZero();
    }

    /** Its VMs have the same allocation, so that only what they demand makes v2 count for more; memory, of which nothing is demanded, does not. */
    @Test
    void whoDemandsMoreCountsForMoreWhereLossesArePooled() {
        for (int i = 0; i < 20; i++) {
            step(fleet(i, "a"), i % 2 == 0 ? 3.99 : 4.01, i % 2 == 0 ? 0 : 8);
        }

        SeriesAccuracy small = ledger.accuracy(vmId("v1"), Resource.CPU);
        SeriesAccuracy large = ledger.accuracy(vmId("v2"), Resource.CPU);
        List<ForecasterAccuracy> forecasters = ledger.summary().forecasters();
        assertThat(skill(List.of(small))).isLessThan(-10);
        assertThat(skill(List.of(large))).isBetween(-1.0, 1.0);
        assertThat(forecasters.get(0).pooledSkill())
                .isCloseTo(skill(List.of(small, large)), within(1e-6))
                .isBetween(-1.0, 1.0);
        assertThat(forecasters.get(1).pooledSkill()).isZero();
    }

    private static double skill(List<SeriesAccuracy> series) {
        double model = 0;
        double persistence = 0;
        for (SeriesAccuracy one : series) {
            for (LeadAccuracy lead : one.leads()) {
                model += lead.pinball();
                persistence += lead.persistencePinball();
            }
        }
        return 1 - model / persistence;
    }

    @Test
    void whatWasNotMeasuredIsNotScored() {
        step(fleet(0, "a"), 4, 4);
        step(fleet(1, "a"), Double.NaN, 4);
        step(fleet(2, "a"), 5, 4);

        assertThat(lead(0).scored()).isEqualTo(1);
        assertThat(lead(1).scored()).isEqualTo(1);
    }

    @Test
    void aForecastOfAStepThatNobodySawIsDropped() {
        step(fleet(0, "a"), 4, 4);
        step(fleet(5, "a"), 5, 4);
        assertThat(ledger.accuracy(vmId("v1"), Resource.CPU).leads()).isEmpty();
        step(fleet(6, "a"), 5, 4);
        assertThat(lead(0).scored()).isEqualTo(1);
    }

    @Test
    void predictedContentionIsScoredByBrierBesidePersistence() {
        step(fleet(0, "a"), 4, 4);
        expect(fleet(0, "a"), 0.8);
        step(fleet(1, "a"), 6, 5);
        expect(fleet(1, "a"), 0.3);
        step(fleet(2, "a"), 4, 4);

        HostAccuracy accuracy = ledger.accuracy(id("a"), Resource.CPU);
        HostAccuracy.Lead first = accuracy.leads().get(0);
        assertThat(first.scored()).isEqualTo(2);
        assertThat(first.brier()).isEqualTo((0.2 * 0.2 + 0.3 * 0.3) / 2, within(1e-6));
        assertThat(first.persistenceBrier()).as("wrong both times").isEqualTo(1);
        assertThat(first.frequency()).isEqualTo(0.5);
        assertThat(first.skillOverPersistence()).isGreaterThan(0.9);
        HostAccuracy.Lead second = accuracy.leads().get(1);
        assertThat(second.brier()).isEqualTo(0.8 * 0.8, within(1e-6));
        assertThat(accuracy.reliability()).hasSize(10);
        assertThat(accuracy.reliability().get(3).meanProbability()).isEqualTo(0.3, within(1e-6));
        assertThat(accuracy.reliability().get(3).frequency()).isZero();
        assertThat(ledger.accuracy(id("b"), Resource.CPU).leads().get(0).brier())
                .as("an empty host, rightly")
                .isZero();
    }

    /** Host a would have been short if v1 had stayed, and that is what was predicted. */
    @Test
    void aPredictionIsScoredForThePlacementItWasMadeFor() {
        step(fleet(0, "a"), 4, 4);
        expect(fleet(0, "a"), 1);
        step(fleet(1, "b"), 6, 6);

        assertThat(ledger.accuracy(id("a"), Resource.CPU).leads().get(0).brier())
                .isZero();
        assertThat(ledger.accuracy(vmId("v1"), Resource.CPU).leads().get(0).scored())
                .as("the series goes on")
                .isEqualTo(1);
    }

    @Test
    void aPredictionIsDroppedWhenOneOfItsVmsIsGoneOrNotMeasured() {
        step(fleet(0, "a"), 4, 4);
        expect(fleet(0, "a"), 1);
        step(fleet(1, "a"), Double.NaN, 6);
        Fleet without = Fleet.builder(ORIGIN.plus(STEP.multipliedBy(2)))
                .host(host("a", 10, 64))
                .host(host("b", 10, 64))
                .vm(vm("v2", 8, 4), id("a"))
                .build();
        step(without, 0, 6);

        assertThat(ledger.accuracy(id("a"), Resource.CPU).leads()).isEmpty();
        assertThatThrownBy(() -> ledger.accuracy(vmId("v1"), Resource.CPU))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("v1");
    }

    @Test
    void oldScoresAreForgotten() {
        for (int i = 0; i < 1500; i++) {
            step(fleet(i, "a"), i < 500 ? 8 : 4, 4);
        }

        assertThat(lead(0).pinball()).isEqualTo(0.4 / 3, within(1e-3));
        assertThat(lead(0).coverage80()).isEqualTo(1, within(1e-3));
    }

    @Test
    void askingTwiceInAStepChangesNothing() {
        step(fleet(0, "a"), 4, 4);
        step(fleet(1, "a"), 5, 4);
        LedgerSummary before = ledger.summary();
        Fleet fleet = fleet(1, "a");
        SeriesForecast[] series = new SeriesForecast[4];
        Arrays.fill(series, new SeriesForecast(constant(fleet, 9, 1), null, true));
        ledger.admit("constant", FleetForecast.of(fleet, history.slot(), List.of(series)), history);

        assertThat(ledger.summary()).isEqualTo(before);
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new LedgerSettings(List.of(3, 1), 100, 10, 2, 10, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[3, 1]");
        assertThatThrownBy(() -> new LedgerSettings(List.of(1), 5, 10, 2, 10, 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LedgerSettings(List.of(1), 100, 10, 2, 10, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
