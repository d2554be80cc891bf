// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import static io.affinity.core.fixture.SmallFleet.GB;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.balancing.Misplaced;
import io.affinity.core.fixture.SmallFleet;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules hold and hosts are emptied whatever is known of demand; nothing is forecast before enough is. */
class LearningTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final LoopScene scene = new LoopScene();

    /** Of the past, this much is known, and of this long ago. */
    private void past(int steps, int stepsAgo, double value) {
        scene.telemetry.distort(answer -> past(answer, steps, stepsAgo, value));
    }

    private static PastDemand past(PastDemand answer, int steps, int stepsAgo, double value) {
        PastDemand.Builder past = PastDemand.builder(answer.request());
        double[] values = new double[answer.request().length()];
        Arrays.fill(values, Double.NaN);
        int end = values.length - stepsAgo;
        Arrays.fill(values, end - steps, end, value);
        for (VmId vm : answer.request().vms()) {
            for (Resource resource : answer.request().resources().resources()) {
                past.put(vm, resource, values);
            }
        }
        return past.build();
    }

    private Rebalancer loop(Mode mode, WhileLearning meanwhile) {
        return scene.builder().mode(mode).learn(HOUR, meanwhile).build();
    }

    private CycleReport cycle(Rebalancer rebalancer, UnaryOperator<Fleet.Builder> how, double cores) {
        Fleet.Builder fleet = Fleet.builder(scene.clock.instant())
                .host(host("a", 8, 64))
                .host(host("b", 8, 64))
                .vm(vm("v1", 8, 4), id("a"))
                .vm(vm("v2", 8, 40), id("a"));
        scene.telemetry.say(how.apply(fleet).build(), cores, GB);
        CycleReport report = rebalancer.cycle();
        scene.clock.pass(STEP);
        return report;
    }

    private static Fleet.Builder draining(Instant at) {
        return Fleet.builder(at)
                .host(host("a", 8, 64).withState(HostState.DRAINING))
                .host(host("b", 8, 64))
                .vm(vm("v1", 2, 4), id("a"));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsForecastBeforeEnoughIsKnown(Mode mode) {
        past(0, 0, 6);
        Rebalancer rebalancer = loop(mode, WhileLearning.NOTHING);

        for (int i = 0; i < 12; i++) {
            CycleReport report = cycle(rebalancer, fleet -> fleet, 6);

            assertThat(report.decision().outlook()).as("%s", i).isNull();
            assertThat(report.decision().plan().isEmpty()).isTrue();
            assertThat(report.notes()).containsExactly(new Note.Learning(STEP.multipliedBy(i), HOUR));
        }
        CycleReport learned = cycle(rebalancer, fleet -> fleet, 6);
        assertThat(learned.decision().outlook()).isNotNull();
        assertThat(learned.notes()).isEmpty();
        assertThat(learned.decision().plan().isEmpty()).isEqualTo(mode == Mode.OBSERVE);
    }

    @Test
    void aPlanByHandKeepsToThatToo() {
        past(0, 0, 6);
        scene.telemetry.say(scene.fleet("a"), 6, GB);

        assertThat(loop(Mode.RECOMMEND, WhileLearning.NOTHING).plan().isEmpty()).isTrue();
    }

    @Test
    void whatWasKnownBeforeARestartCounts() {
        past(3, 0, 6);

        assertThat(cycle(loop(Mode.RECOMMEND, WhileLearning.NOTHING), fleet -> fleet, 6)
                        .notes())
                .containsExactly(new Note.Learning(Duration.ofMinutes(15), HOUR));
    }

    /** The time for which nothing was measured teaches nothing. */
    @Test
    void aGapDoesNotCount() {
        past(3, 8, 6);

        assertThat(cycle(loop(Mode.RECOMMEND, WhileLearning.NOTHING), fleet -> fleet, 6)
                        .notes())
                .contains(new Note.Learning(Duration.ofMinutes(15), HOUR));
    }

    @Test
    void aVmThatIsNewInAKnownFleetLearnsByItself() {
        past(24, 0, 1);
        Rebalancer rebalancer = loop(Mode.RECOMMEND, WhileLearning.NOTHING);
        cycle(rebalancer, fleet -> fleet, 1);
        past(0, 0, 1);

        CycleReport report = cycle(rebalancer, fleet -> fleet.vm(vm("new", 1, 4), id("b")), 1);

        assertThat(report.decision().outlook()).isNotNull();
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void aWindowThatIsNoLongerThanWhatIsNeededIsEnough() {
        past(0, 0, 6);
        Rebalancer rebalancer = scene.builder()
                .historyWindow(HOUR)
                .learn(HOUR, WhileLearning.NOTHING)
                .mode(Mode.RECOMMEND)
                .build();

        for (int i = 0; i < 12; i++) {
            cycle(rebalancer, fleet -> fleet, 6);
        }

        assertThat(cycle(rebalancer, fleet -> fleet, 6).decision().outlook()).isNotNull();
    }

    @Test
    void hostsThatAreShortAreRelievedIfThatIsAllowed() {
        past(0, 0, 6);

        CycleReport relieved = cycle(loop(Mode.RECOMMEND, WhileLearning.RELIEVE), fleet -> fleet, 6);

        assertThat(relieved.decision().plan().migrations()).hasSize(1);
        assertThat(relieved.decision().outlook()).isNull();
        assertThat(relieved.notes()).containsExactly(new Note.Learning(Duration.ZERO, HOUR));
    }

    @Test
    void hostsThatAreNotShortAreLeftAlone() {
        past(0, 0, 6);

        assertThat(cycle(loop(Mode.RECOMMEND, WhileLearning.RELIEVE), fleet -> fleet, 1)
                        .decision()
                        .plan()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void hostsAreEmptiedAndRulesMendedWhileLearning() {
        past(0, 0, 1);
        Rebalancer rebalancer = loop(Mode.RECOMMEND, WhileLearning.NOTHING);
        scene.telemetry.say(draining(scene.clock.instant()).build(), 1, GB);

        assertThat(planned(rebalancer.cycle())).containsExactly("v1 a>b");
        scene.clock.pass(STEP);
        assertThat(planned(cycle(rebalancer, fleet -> fleet.policy(apart()), 1)))
                .singleElement()
                .asString()
                .endsWith("a>b");
    }

    private static LocationPolicy apart() {
        return new LocationPolicy.MaxVmsPerHost("one-each", Strength.hard(), Scope.CONTINUOUS, Set.of(id("a")), 1);
    }

    private static List<String> planned(CycleReport report) {
        return planned(report.decision().plan());
    }

    private static List<String> planned(MigrationPlan plan) {
        return plan.migrations().stream()
                .map(it -> it.migration().vm() + " " + it.migration().source() + ">"
                        + it.migration().target())
                .toList();
    }

    /** The record ended an hour and a half ago: what is forecast from it is not believed. */
    @Test
    void rulesAreMendedAndHostsEmptiedWhereDemandIsNotKnown() {
        past(6, 18, 1);
        Rebalancer rebalancer = scene.builder().mode(Mode.RECOMMEND).build();
        scene.telemetry.say(draining(scene.clock.instant()).build(), Double.NaN, Double.NaN);

        CycleReport report = rebalancer.cycle();

        assertThat(planned(report)).containsExactly("v1 a>b");
        Duration ago = STEP.multipliedBy(19);
        assertThat(report.notes())
                .containsExactly(new Note.DemandUnknown(
                        List.of(vmId("v1")), 1, scene.clock.instant().minus(ago)));
        scene.clock.pass(STEP);
        assertThat(planned(cycle(rebalancer, fleet -> fleet.policy(apart()), Double.NaN)))
                .hasSize(1);
    }

    @Test
    void demandThatIsKnownAgainAfterAGapIsNotBelievedYet() {
        past(6, 18, 6);

        CycleReport report = cycle(scene.builder().mode(Mode.RECOMMEND).build(), fleet -> fleet, 6);

        assertThat(report.decision().plan().isEmpty()).isTrue();
        assertThat(report.notes()).singleElement().isInstanceOfSatisfying(Note.DemandUnknown.class, unknown -> {
            assertThat(unknown.knownUntil()).isEqualTo(scene.clock.instant().minus(STEP.multipliedBy(20)));
            assertThat(unknown.vms()).hasSize(2);
        });
    }

    @Test
    void whatWasNeverMeasuredIsToldToo() {
        past(0, 0, 1);

        CycleReport report = cycle(scene.builder().build(), fleet -> fleet, Double.NaN);

        assertThat(report.notes()).containsExactly(new Note.DemandUnknown(List.of(vmId("v1"), vmId("v2")), 2, null));
    }

    /** Promises of VMs on the target count, also where they are not measured. */
    @Test
    void noHostIsPromisedMoreThanItMay() {
        past(0, 0, 1);
        Fleet fleet =
                draining(scene.clock.instant()).vm(vm("v2", 2, 62), id("b")).build();
        scene.telemetry.say(fleet, Double.NaN, Double.NaN);

        CycleReport report = scene.builder().build().cycle();

        assertThat(report.decision().plan().isEmpty()).isTrue();
        assertThat(report.notes())
                .contains(new Note.NotMended(
                        List.of(),
                        List.of(id("a")),
                        List.of(new Misplaced(vmId("v1"), id("a"), Misplaced.Why.NO_TARGET))));
    }

    @Test
    void whoWasPromisedNothingAndIsNotMeasuredStays() {
        past(0, 0, 1);
        Fleet fleet = Fleet.builder(scene.clock.instant())
                .host(host("a", 8, 64).withState(HostState.DRAINING))
                .host(host("b", 8, 64))
                .vm(vm("v1", 0, 4), id("a"))
                .build();
        scene.telemetry.say(fleet, Double.NaN, Double.NaN);

        CycleReport report = scene.builder().build().cycle();

        assertThat(report.decision().plan().isEmpty()).isTrue();
        assertThat(report.notes())
                .contains(new Note.NotMended(
                        List.of(),
                        List.of(id("a")),
                        List.of(new Misplaced(vmId("v1"), id("a"), Misplaced.Why.UNSIZED))));
    }

    @Test
    void aHostThatIsEmptyAlreadyIsNotTold() {
        Fleet fleet = Fleet.builder(scene.clock.instant())
                .host(host("a", 8, 64).withState(HostState.DRAINING))
                .host(host("b", 8, 64))
                .vm(vm("v1", 1, 4), id("b"))
                .build();
        scene.telemetry.say(fleet, 1, GB);

        assertThat(scene.builder().build().cycle().notes()).isEmpty();
    }

    /** Promises are more than hosts can serve, and nobody is to leave for that. */
    @Test
    void promisesAreNoReasonToMigrate() {
        past(0, 0, 1);
        Fleet fleet = SmallFleet.fleet(host("a", 2, 64), host("b", 8, 64))
                .vm(vm("v1", 2, 4), id("a"))
                .vm(vm("v2", 2, 4), id("a"))
                .policy(new LocationPolicy.ForbiddenHosts(
                        "not-here", Strength.hard(), Scope.CONTINUOUS, Set.of(vmId("v1")), Set.of(id("a"), id("b"))))
                .build();
        scene.telemetry.say(fleet, 1, GB);

        assertThat(planned(loop(Mode.RECOMMEND, WhileLearning.NOTHING).cycle())).isEmpty();
    }

    @Test
    void aNegativeTimeIsRefused() {
        assertThatThrownBy(() -> scene.builder()
                        .learn(HOUR.negated(), WhileLearning.NOTHING)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-1H");
    }
}
