// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandRecorder;
import io.affinity.core.ledger.CalibrationLedger;
import io.affinity.core.ledger.EarnedForecaster;
import io.affinity.core.ledger.LedgerSettings;
import io.affinity.core.ledger.SeriesAccuracy;
import io.affinity.core.ledger.SeriesStanding;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.demand.Trust;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is learned of a VM is learned of its id: it follows the VM from host to host, through any name, and over a gap. */
class VmIdentityTest {

    private static final int OTHERS = 3;
    private static final int LEARNED = 150;

    private static final Vm WEB = vm("5f2c", 8, 8).withName("web");

    private final AverageForecaster fake = new AverageForecaster("average");
    private final DemandRecorder history = new DemandRecorder(STEP, 600);
    private final CalibrationLedger ledger = new CalibrationLedger(LedgerSettings.DEFAULT, Duration.ofDays(1), STEP);
    private final EarnedForecaster forecaster =
            new EarnedForecaster(new ModelForecaster(fake, null, List.of(), STEP.multipliedBy(500), STEP), ledger);

    /** An average lags behind what grows all the time, so that its model does not earn its place. */
    private static double demand(int step) {
        return 1 + 0.05 * (step % 100);
    }

    private Fleet fleet(int step, List<Vm> vms, String host) {
        Fleet.Builder builder = Fleet.builder(ORIGIN.plus(STEP.multipliedBy(step)))
                .host(host("a", 64, 64))
                .host(host("b", 64, 64));
        vms.forEach(it -> builder.vm(it, id(host)));
        for (int v = 0; v < OTHERS; v++) {
            builder.vm(vm("other-" + v, 4, 4), id("a"));
        }
        return builder.build();
    }

    private Observation observation(int step, List<Vm> vms, String host) {
        double[] demand = new double[2 * (vms.size() + OTHERS)];
        for (int v = 0; v < vms.size() + OTHERS; v++) {
            demand[2 * v] = v < vms.size() ? demand(step) : 1;
            demand[2 * v + 1] = 1e9;
        }
        return Observation.of(fleet(step, vms, host), demand);
    }

    private SeriesForecast step(int step, Vm it, String host) {
        return step(observation(step, List.of(it), host), PastDemand.unknown(noQuestion(step)));
    }

    private HistoryRequest noQuestion(int step) {
        return history.pastOf(List.of(), observation(step, List.of(), "a"));
    }

    private SeriesForecast step(Observation observation, PastDemand past) {
        history.record(observation, past);
        return forecaster.forecast(observation.fleet(), history, 12).series(0, 0);
    }

    private void learn(int steps) {
        for (int t = 0; t < steps; t++) {
            step(t, WEB, "a");
        }
        fake.fits.set(0);
        assertThat(standing(WEB.id()).isDemoted()).as("an average lags behind").isTrue();
    }

    private void absent(int from, int to) {
        for (int t = from; t < to; t++) {
            step(observation(t, List.of(), "a"), PastDemand.unknown(noQuestion(t)));
        }
    }

    private SeriesStanding standing(VmId vm) {
        return accuracy(vm).standing();
    }

    private SeriesAccuracy accuracy(VmId vm) {
        return ledger.accuracy(vm, Resource.CPU);
    }

    @Test
    void migrationsTakeItAlong() {
        learn(LEARNED);
        int scored = accuracy(WEB.id()).leads().get(0).scored();

        SeriesForecast after = step(LEARNED, WEB, "b");
        step(LEARNED + 1, WEB, "a");

        assertThat(after.basis()).isEqualTo(Basis.PERSISTENCE);
        assertThat(after.evidence()).isEqualTo(Evidence.ENOUGH);
        assertThat(standing(WEB.id())).isEqualTo(SeriesStanding.PERSISTENCE);
        assertThat(accuracy(WEB.id()).leads().get(0).scored()).isEqualTo(scored + 2);
        assertThat(history.age(WEB.id(), 0)).isEqualTo(LEARNED + 2);
        assertThat(fake.fits).as("the model goes on").hasValue(0);
    }

    @Test
    void aNewNameIsNoNewVm() {
        learn(LEARNED);
        Vm renamed = WEB.withName("shop");

        SeriesForecast after = step(LEARNED, renamed, "a");

        assertThat(after.basis()).isEqualTo(Basis.PERSISTENCE);
        assertThat(standing(renamed.id())).isEqualTo(SeriesStanding.PERSISTENCE);
        assertThat(history.age(renamed.id(), 0)).isEqualTo(LEARNED + 1);
        assertThat(fake.fits).hasValue(0);
    }

    @Test
    void anotherVmByTheSameNameIsNew() {
        learn(LEARNED);
        Vm other = vm("77aa", 8, 8).withName("web");

        SeriesForecast first = step(LEARNED, other, "a");

        assertThat(first.basis()).isEqualTo(Basis.BORROWED);
        assertThat(standing(other.id())).isEqualTo(SeriesStanding.EARNED);
        assertThat(history.age(other.id(), 0)).isEqualTo(1);
    }

    @Test
    void aGapWithinTheGraceIsBridged() {
        learn(LEARNED);
        absent(LEARNED, LEARNED + 6);

        SeriesForecast after = step(LEARNED + 6, WEB, "b");

        assertThat(after.basis()).isEqualTo(Basis.PERSISTENCE);
        assertThat(after.evidence()).isEqualTo(Evidence.ENOUGH);
        assertThat(after.forecast().mean(0)).isEqualTo(demand(LEARNED + 6), within(1e-6));
        assertThat(standing(WEB.id())).isEqualTo(SeriesStanding.PERSISTENCE);
        assertThat(history.age(WEB.id(), 0)).isEqualTo(LEARNED + 7);
        assertThat(history.at(WEB.id(), 0, history.slot() - 1)).isNaN();
        assertThat(history.trust(WEB.id())).isEqualTo(Trust.LOW);
        assertThat(fake.fits).hasValue(0);
    }

    @Test
    void beyondTheGraceItIsNewWhereNobodyKnowsItsPast() {
        learn(LEARNED);
        absent(LEARNED, LEARNED + 16);
        assertThat(history.remembers(WEB.id())).isFalse();

        SeriesForecast after = step(LEARNED + 16, WEB, "a");

        assertThat(after.basis()).isEqualTo(Basis.BORROWED);
        assertThat(after.evidence()).isEqualTo(Evidence.LITTLE);
        assertThat(standing(WEB.id())).as("judged anew").isEqualTo(SeriesStanding.EARNED);
        assertThat(accuracy(WEB.id()).leads()).isEmpty();
        assertThat(history.age(WEB.id(), 0)).isEqualTo(1);
    }

    /** A record of demand, or a metrics store, still knows it. */
    @Test
    void beyondTheGraceItsPastComesBackFromWhereItIsKept() {
        int learned = 400;
        learn(learned);
        int back = learned + 16;
        absent(learned, back);
        Observation observation = observation(back, List.of(WEB), "a");
        assertThat(history.newVms(observation)).containsExactly(WEB.id());
        HistoryRequest question = history.pastOf(List.of(WEB.id()), observation);
        double[] cores = new double[question.length()];
        for (int i = 0; i < cores.length; i++) {
            int at = back - cores.length + i;
            cores[i] = at >= 0 && at < learned ? demand(at) : Double.NaN;
        }
        PastDemand past =
                PastDemand.builder(question).put(WEB.id(), Resource.CPU, cores).build();

        SeriesForecast first = step(observation, past);

        assertThat(first.basis()).as("of its own past").isEqualTo(Basis.MODEL);
        assertThat(first.evidence()).as("most of the last hour is missing").isEqualTo(Evidence.NONE);
        assertThat(history.age(WEB.id(), 0)).isEqualTo(back + 1);
        SeriesForecast later = first;
        for (int t = back + 1; t < back + 7; t++) {
            later = step(t, WEB, "a");
        }
        assertThat(later.basis()).isEqualTo(Basis.MODEL);
        assertThat(later.evidence()).isEqualTo(Evidence.ENOUGH);
    }
}
