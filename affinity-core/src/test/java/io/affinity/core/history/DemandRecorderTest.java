// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.history;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.fixture.SmallFleet;
import io.affinity.core.history.DemandRecorder.Verdict;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.demand.Trust;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemandRecorderTest {

    private static final double NONE = Double.NaN;
    private static final VmId V1 = vmId("v1");

    private final DemandRecorder history = new DemandRecorder(STEP, 20);

    private static Instant step(double number) {
        return ORIGIN.plusMillis(Math.round(number * STEP.toMillis()));
    }

    /** VM v1 of 4 cores and 8 GB wants this many cores, and 1 GB. */
    private Verdict observe(double number, double cores) {
        return observe(number, cores, 1e9);
    }

    private Verdict observe(double number, double cores, double bytes) {
        return history.record(Observation.of(fleet(number), new double[] {cores, bytes}));
    }

    private static Fleet fleet(double number) {
        return Fleet.builder(step(number))
                .host(host("a", 8, 64))
                .vm(vm("v1", 4, 8), id("a"))
                .build();
    }

    /** One core was measured at this time. */
    private static Observation measuredAt(double fleetAt, double demandAt) {
        Fleet fleet = fleet(fleetAt);
        Demand demand = Demand.builder(step(demandAt), fleet.resources())
                .put(V1, Resource.CPU, 1)
                .put(V1, Resource.MEMORY, 1e9)
                .build();
        return Observation.of(fleet, demand);
    }

    /** {@return so many cores in each step before an observation} */
    private PastDemand past(Observation observation, double cores) {
        double[] values = new double[history.window()];
        Arrays.fill(values, cores);
        return PastDemand.builder(history.pastOf(List.of(V1), observation))
                .put(V1, Resource.CPU, values)
                .build();
    }

    private double[] cores() {
        return history.series(V1, 0).values();
    }

    @Test
    void valuesStandOnAGridWhateverTheSecondsSay() {
        observe(0, 1);
        observe(1.4, 2);
        observe(2.01, 3);

        assertThat(history.series(V1, 0)).isEqualTo(TimeSeries.of(ORIGIN, STEP, 1, 2, 3));
        assertThat(history.latest(V1, 0)).isEqualTo(3);
        assertThat(history.latest(V1, 1)).isEqualTo(1e9f);
        assertThat(history.at(V1, 0, history.slot() - 1)).isEqualTo(2);
    }

    @Test
    void stepsWithoutAnObservationAreMissing() {
        observe(0, 1);
        observe(3, 4);

        assertThat(cores()).containsExactly(1, NONE, NONE, 4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 2.9, 1, -7})
    void whatIsNotNewerIsIgnored(double number) {
        observe(0, 1);
        observe(2, 3);

        assertThat(observe(number, 9)).isEqualTo(Verdict.STALE);
        assertThat(cores()).containsExactly(1, NONE, 3);
    }

    @Test
    void aWindowIsKeptAndNoMore() {
        for (int i = 0; i < 50; i++) {
            observe(i, i % 4);
        }

        assertThat(cores()).hasSize(20).startsWith(2, 3, 0).endsWith(0, 1);
        assertThat(history.series(V1, 0).start()).isEqualTo(step(30));
    }

    @Test
    void demandIsBoundByThePromiseOrByTheMostThatWasSeenInTheWindow() {
        observe(0, 3);
        assertThat(history.upperBound(vm("v1", 4, 8), 0)).isEqualTo(4);

        observe(1, 5);
        observe(2, 6);
        observe(3, 5);
        assertThat(history.upperBound(vm("v1", 4, 8), 0)).isEqualTo(6);
        assertThat(history.upperBound(vm("v1", 0, 8), 0)).isEqualTo(Double.POSITIVE_INFINITY);

        observe(22, 1);
        assertThat(history.upperBound(vm("v1", 4, 8), 0)).as("6 is forgotten").isEqualTo(5);
        observe(23, 1);
        assertThat(history.upperBound(vm("v1", 4, 8), 0)).isEqualTo(4);
    }

    @Test
    void aGapWithinTheWindowKeepsWhatIsBeforeIt() {
        observe(0, 1);
        observe(19, 2);

        assertThat(cores()).hasSize(20).startsWith(1, NONE).endsWith(NONE, 2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {20, 21, 1000})
    void aClockThatJumpsBeyondTheWindowStartsAnew(double number) {
        observe(0, 1);

        assertThat(observe(number, 2)).isEqualTo(Verdict.TAKEN);
        assertThat(cores()).containsExactly(2);
        assertThat(history.series(V1, 0).start()).isEqualTo(step(number));
    }

    @ParameterizedTest
    @CsvSource({"-0.001", "8.001", "Infinity", "-Infinity", "NaN"})
    void absurdValuesAreMissing(double cores) {
        observe(0, 1);
        observe(1, cores);

        assertThat(cores()).containsExactly(1, NONE);
        assertThat(history.latest(V1, 0)).isNaN();
    }

    @Test
    void twiceThePromiseIsStillBelieved() {
        observe(0, 8);
        observe(1, 0);

        assertThat(cores()).containsExactly(8, 0);
    }

    /** Elsewhere, too, an allocation of nothing means that nothing was said of it. */
    @Test
    void whereNothingWasPromisedAnyDemandIsBelieved() {
        Fleet fleet = Fleet.builder(ORIGIN)
                .host(host("a", 8, 64))
                .vm(vm("v1", 0, 8), id("a"))
                .build();
        history.record(Observation.of(fleet, new double[] {3, 1e9}));

        assertThat(history.latest(V1, 0)).isEqualTo(3);
    }

    @Test
    void completeMeasurementsAreTrusted() {
        for (int i = 0; i < 5; i++) {
            observe(i, 1);
        }
        assertThat(history.trust(V1)).isEqualTo(Trust.HIGH);
        assertThat(history.series(V1, 0).trust()).isEqualTo(Trust.HIGH);
    }

    /** Twelve steps; 1 for measured, 0 for missing, the newest last. */
    @ParameterizedTest
    @CsvSource({
        "111111111111, HIGH", "111111111110, LOW", "111111111100, LOW", "111111111000, NONE",
        "011111111111, HIGH", "101111111111, LOW", "101010101011, LOW", "100010101010, NONE",
        "110000001111, LOW", "110000000111, NONE"
    })
    void trustFallsWithWhatIsMissing(String pattern, Trust expected) {
        observeAll(pattern);

        assertThat(history.trust(V1)).isEqualTo(expected);
    }

    private void observeAll(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            observe(i, pattern.charAt(i) == '1' ? 1 : NONE);
        }
    }

    @Test
    void oneMissingResourceIsEnoughToLoseTrust() {
        for (int i = 0; i < 12; i++) {
            observe(i, 1, i < 9 ? 1e9 : -1);
        }
        assertThat(history.trust(V1)).isEqualTo(Trust.NONE);
    }

    @Test
    void gapsAreForgivenAfterAnHour() {
        observeAll("110111111111111");

        assertThat(history.trust(V1)).isEqualTo(Trust.HIGH);
    }

    @Test
    void nothingMeasuredEverIsNotTrusted() {
        observe(0, NONE);

        assertThat(history.trust(V1)).isEqualTo(Trust.NONE);
        assertThat(cores()).isEmpty();
    }

    @Test
    void thePastOfANewVmIsAskedForAtItsFirstObservation() {
        Observation first = measuredAt(0, 0);
        assertThat(history.newVms(first)).containsExactly(V1);
        assertThat(history.pastOf(List.of(V1), first))
                .isEqualTo(new HistoryRequest(List.of(V1), first.fleet().resources(), step(-20), STEP, 20));

        history.record(first, past(first, 2));
        observe(1, 4);

        assertThat(history.newVms(measuredAt(2, 2))).isEmpty();
        double[] expected = new double[20];
        Arrays.fill(expected, 2);
        expected[18] = 1;
        expected[19] = 4;
        assertThat(cores()).containsExactly(expected);
    }

    @Test
    void afterAClockThatJumpedEveryVmIsNew() {
        observe(0, 1);

        assertThat(history.newVms(measuredAt(20, 20))).isEmpty();
        assertThat(history.newVms(measuredAt(21, 21))).containsExactly(V1);
    }

    @Test
    void thePastIsJudgedLikeThePresent() {
        Observation first = measuredAt(0, 0);
        history.record(first, past(first, 9));

        assertThat(cores()).containsExactly(1);
    }

    @Test
    void aPastThatComesLaterFillsTheGapsAndChangesNothingThatWasMeasured() {
        observe(0, 3);
        observe(1, 4);
        observe(3, 5);
        Observation next = measuredAt(5, 5);

        history.record(next, past(next, 2));

        assertThat(cores()).hasSize(20).startsWith(2, 2).endsWith(2, 3, 4, 2, 5, 2, 1);
        assertThat(history.upperBound(vm("v1", 1, 8), 0)).isEqualTo(5);
    }

    static Stream<UnaryOperator<HistoryRequest>> wrongGrids() {
        return Stream.of(
                asked -> new HistoryRequest(asked.vms(), asked.resources(), asked.start(), asked.step(), 19),
                asked -> new HistoryRequest(
                        asked.vms(), asked.resources(), asked.start().plusSeconds(1), asked.step(), 20),
                asked -> new HistoryRequest(
                        asked.vms(),
                        asked.resources(),
                        asked.start(),
                        asked.step().plusSeconds(1),
                        20),
                asked ->
                        new HistoryRequest(asked.vms(), ResourceSet.of(Resource.CPU), asked.start(), asked.step(), 20));
    }

    @ParameterizedTest
    @MethodSource("wrongGrids")
    void aPastOnAnotherGridIsAnErrorAndLeavesTheStepOpen(UnaryOperator<HistoryRequest> defect) {
        observe(0, 3);
        Observation next = measuredAt(1, 1);
        PastDemand wrong = PastDemand.unknown(defect.apply(history.pastOf(List.of(V1), next)));

        assertThatThrownBy(() -> history.record(next, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be the answer to");
        assertThat(cores()).containsExactly(3);
        assertThat(history.record(next)).isEqualTo(Verdict.TAKEN);
    }

    @Test
    void otherResourcesThanBeforeAreAnErrorAndLeaveTheStepOpen() {
        observe(0, 3);
        ResourceSet cpu = ResourceSet.of(Resource.CPU);
        Fleet other = Fleet.builder(step(1))
                .host(Host.of(id("a"), ResourceVector.of(cpu, 8)))
                .vm(Vm.of(V1, ResourceVector.of(cpu, 4)), id("a"))
                .build();

        assertThatThrownBy(() -> history.record(Observation.of(other, new double[] {1})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[cpu, memory]");
        assertThat(history.isNewer(measuredAt(1, 1))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"3, 3, 1", "3, 1, 1", "3, 5, 1", "3, 0.99, NaN", "3, 5.01, NaN"})
    void demandCountsIfItWasMeasuredWithinTwoSteps(double fleetAt, double demandAt, Double expected) {
        assertThat(history.record(measuredAt(fleetAt, demandAt))).isEqualTo(Verdict.TAKEN);

        assertThat(history.latest(V1, 0)).isEqualTo(expected);
    }

    @Test
    void demandThatWasTakenBeforeIsNotTakenAgain() {
        history.record(measuredAt(0, 0));
        history.record(measuredAt(1, 0));
        assertThat(cores()).containsExactly(1, NONE);

        history.record(measuredAt(2, 1));
        assertThat(cores()).containsExactly(1, NONE, 1);
    }

    @Test
    void aVmThatIsGoneIsForgottenAfterAWhile() {
        observe(0, 1);
        for (int i = 1; i <= DemandHistory.GRACE_STEPS; i++) {
            observeNobody(i);
            assertThat(history.remembers(V1)).isTrue();
            assertThat(history.latest(V1, 0)).isNaN();
            assertThat(history.at(V1, 0, history.slot() - i)).isEqualTo(1);
        }

        observeNobody(DemandHistory.GRACE_STEPS + 1);

        assertThat(history.remembers(V1)).isFalse();
        assertThatThrownBy(() -> history.latest(V1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("v1");
    }

    private void observeNobody(int at) {
        Fleet empty = Fleet.builder(step(at)).host(host("a", 8, 64)).build();
        history.record(Observation.of(empty, new double[0]));
    }

    @Test
    void illegalGridsAreRefused() {
        assertThatThrownBy(() -> new DemandRecorder(Duration.ZERO, 20)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DemandRecorder(STEP, 11)).hasMessageContaining("11 steps");
    }

    @Test
    void whatIsHandedOnIsOfOneStepAndNeverOfAnother() {
        observe(0, 1);
        observe(1, 2);
        DemandHistory fixed = history.fixed();
        DemandHistory.Values values = fixed.values(V1, 0);

        assertThat(fixed.fixed()).isSameAs(fixed);
        assertThat(fixed.series(V1, 0)).isEqualTo(history.series(V1, 0));
        assertThat(fixed.latest(V1, 0)).isEqualTo(2);
        assertThat(fixed.trust(V1)).isEqualTo(history.trust(V1));
        assertThat(values.at(fixed.slot() - 1)).isEqualTo(1);
        observe(2, 3);

        assertThat(fixed.slot()).isEqualTo(history.slot() - 1);
        for (ThrowingCallable read : List.<ThrowingCallable>of(
                () -> fixed.series(V1, 0),
                () -> fixed.latest(V1, 0),
                () -> fixed.latest(V1, new double[2], 0),
                () -> fixed.at(V1, 0, fixed.slot()),
                () -> fixed.values(V1, 0),
                () -> fixed.upperBound(Vm.of(V1, SmallFleet.host("a", 4, 8).capacity()), 0),
                () -> fixed.trust(V1),
                () -> values.at(fixed.slot()))) {
            assertThatThrownBy(read)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("before the next observation");
        }
    }
}
