// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.forecasting.Evidence;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PredictiveBalancerTest {

    private static final PredictiveSettings SETTINGS = PredictiveSettings.DEFAULT;
    /** Not the step of the hour in which the search runs without a cause. */
    private static final Instant NOW = ORIGIN.plus(STEP);

    /** Two VMs that want 6 cores each on host a of 8; b and c are idle. */
    private static Fleet.Builder contended() {
        return contended(NOW);
    }

    private static Fleet.Builder contended(Instant now) {
        return Fleet.builder(now)
                .host(host("a", 8, 64))
                .host(host("b", 8, 64))
                .host(host("c", 8, 64))
                .vm(vm("v1", 8, 4), id("a"))
                .vm(vm("v2", 8, 40), id("a"));
    }

    private static Scene scene() {
        return new Scene(contended().build(), 6, 6);
    }

    @Test
    void theCheaperOfTwoVmsLeavesTheHostThatWillBeShort() {
        Decision decision = scene().decide(SETTINGS);

        assertThat(Scene.words(decision)).singleElement().asString().startsWith("v1 a>");
        assertThat(decision.outlook()).isNotNull();
        assertThat(decision.outlook().contention().peakProbability(0)).isEqualTo(1);
        assertThat(decision.outlook().risk().scores()).hasSize(2);
        assertThat(decision.outlook().result()).isInstanceOf(PlacementResult.Improved.class);
    }

    @Test
    void aQuietFleetIsNotEvenSearched() {
        Decision decision = new Scene(contended().build(), 3, 3).decide(SETTINGS);

        assertThat(decision.plan().isEmpty()).isTrue();
        assertThat(decision.outlook().result()).isNull();
    }

    @Test
    void onceAnHourTheSearchNeedsNoCause() {
        Decision decision = new Scene(contended(ORIGIN).build(), 3, 3).decide(SETTINGS);

        assertThat(decision.outlook().result()).isInstanceOf(PlacementResult.Unchanged.class);
    }

    @Test
    void contentionIsNoCauseWhereOnlyRulesAre() {
        PredictiveSettings rules = SETTINGS.toBuilder().cause(Cause.RULES).build();

        assertThat(scene().decide(SETTINGS).plan().isEmpty()).isFalse();
        assertThat(scene().decide(rules).plan().isEmpty()).isTrue();
        assertThat(new Scene(contended(ORIGIN).build(), 3, 3)
                        .decide(rules)
                        .outlook()
                        .result())
                .as("once an hour")
                .isNull();
    }

    @Test
    void onlyVmsThatHaveToLeaveAreMigratedWhereOnlyRulesAreACause() {
        Fleet.Builder fleet = fleet(host("a", 8, 64), host("b", 8, 64).withState(HostState.DRAINING), host("c", 8, 64))
                .vm(vm("v1", 8, 1), id("a"))
                .vm(vm("v2", 8, 1), id("a"))
                .vm(vm("v3", 8, 1), id("b"));

        Decision decision = new Scene(fleet.build(), 7, 7, 1)
                .decide(SETTINGS.toBuilder().cause(Cause.RULES).build());

        assertThat(Scene.words(decision)).containsExactly("v3 b>c");
    }

    @Test
    void aVmOfWhichLittleIsKnownIsMigratedForARuleButNotForAForecast() {
        Fleet.Builder apart = contended().vm(vm("v3", 8, 1), id("b")).vm(vm("v4", 8, 1), id("b"));
        apart.policy(new LocationPolicy.AntiAffinity(
                "apart", Strength.hard(), Scope.CONTINUOUS, Set.of(vmId("v3"), vmId("v4")), TopologyLevel.HOST));
        Scene scene = new Scene(apart.build(), 7, 7, 1, 1);
        for (String vm : List.of("v1", "v2", "v3", "v4")) {
            scene.withEvidence(Evidence.LITTLE, vmId(vm));
        }

        assertThat(Scene.words(scene.decide(SETTINGS)))
                .singleElement()
                .asString()
                .containsPattern("v[34] b>c");
    }

    /** Six and six are too much for eight; six and one are not. */
    @Test
    void whatAVmBorrowsIsNoReasonByItselfToMigrateAnything() {
        Scene scene = new Scene(contended().build(), 6, 6).borrowing(vmId("v2"), 1);

        assertThat(scene.decide(SETTINGS).plan().isEmpty()).isTrue();
    }

    @Test
    void aHostThatIsShortAnywayIsRelievedOfAVmThatBorrowsToo() {
        Scene scene =
                new Scene(contended().build(), 6, 6).borrowing(vmId("v2"), 5).borrowing(vmId("v1"), 5);

        assertThat(Scene.words(scene.decide(SETTINGS)))
                .singleElement()
                .asString()
                .startsWith("v1 a>");
    }

    @Test
    void risksBelowTheThresholdAreTaken() {
        assertThat(scene().decide(SETTINGS.toBuilder().threshold(0.5).build())
                        .plan()
                        .isEmpty())
                .isTrue();
        assertThat(scene().decide(SETTINGS.toBuilder().threshold(0.4).build())
                        .plan()
                        .isEmpty())
                .isFalse();
    }

    @Test
    void aVmInItsCooldownStays() {
        Scene scene = scene().calmFor(6);
        scene.past().started(new Migration(vmId("v1"), id("c"), id("a")), NOW.minusSeconds(3599));

        assertThat(Scene.words(scene.decide(SETTINGS)))
                .singleElement()
                .asString()
                .startsWith("v2 a>");
        assertThat(Scene.words(scene.decide(
                        SETTINGS.toBuilder().cooldown(Duration.ofMinutes(59)).build())))
                .singleElement()
                .asString()
                .startsWith("v1 a>");
    }

    @Test
    void aVmInItsCooldownLeavesAHostThatIsShortAnyMoment() {
        Scene scene = scene();
        scene.past().started(new Migration(vmId("v1"), id("c"), id("a")), NOW.minusSeconds(600));

        assertThat(Scene.words(scene.decide(SETTINGS))).containsExactly("v1 a>b");
    }

    @Test
    void aVmWhoseMigrationFailedWaitsForTheEndOfItsCooldown() {
        Scene scene = scene();
        scene.past().started(new Migration(vmId("v1"), id("a"), id("b")), NOW.minusSeconds(600));

        assertThat(Scene.words(scene.decide(SETTINGS)))
                .singleElement()
                .asString()
                .startsWith("v2 a>");
    }

    @Test
    void whatAllHostsTogetherCannotServeIsNoReasonToMigrate() {
        Decision decision = new Scene(contended().build(), 20, 20).decide(SETTINGS);

        assertThat(decision.plan().isEmpty()).isTrue();
        assertThat(decision.outlook().overload()).isNotNull().satisfies(overload -> {
            assertThat(overload.resource()).isEqualTo(Resource.CPU);
            assertThat(overload.probability()).isEqualTo(1);
            assertThat(overload.ahead()).isEqualTo(STEP);
            assertThat(overload.share()).isCloseTo(40 / 24.0, within(1e-6));
        });
    }

    @Test
    void hostsAreNotSavedWhileAllTogetherMayBeShort() {
        PredictiveSettings saving = SETTINGS.toBuilder()
                .weights(ObjectiveWeights.CONTENTION_ONLY.withActiveHost(600))
                .build();
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64))
                .vm(vm("v1", 16, 4), id("a"))
                .vm(vm("v2", 16, 4), id("b"))
                .build();

        assertThat(Scene.words(new Scene(fleet, 9, 9).calmFor(6).decide(saving)))
                .isEmpty();
        assertThat(Scene.words(new Scene(fleet, 1, 1).decide(saving))).hasSize(1);
    }

    @Test
    void aVmDoesNotGoBackToHostsThatItLeft() {
        Scene scene = scene();
        scene.past().started(new Migration(vmId("v1"), id("c"), id("b")), NOW.minusSeconds(4 * 3600));
        scene.past().started(new Migration(vmId("v1"), id("b"), id("a")), NOW.minusSeconds(2 * 3600));

        assertThat(Scene.words(scene.decide(SETTINGS)))
                .as("v1 left both b and c")
                .singleElement()
                .asString()
                .startsWith("v2 a>");
    }

    @Test
    void afterTheBanAVmMayGoBack() {
        Scene scene = scene();
        scene.past().started(new Migration(vmId("v1"), id("c"), id("b")), NOW.minusSeconds(7 * 3600));
        scene.past().started(new Migration(vmId("v1"), id("b"), id("a")), NOW.minusSeconds(2 * 3600));

        assertThat(Scene.words(scene.decide(SETTINGS))).containsExactly("v1 a>c");
    }

    @Test
    void theHostOfAVmWhoseForecastIsNotReliableIsLeftAlone() {
        assertThat(Scene.words(scene().unreliable(vmId("v1")).decide(SETTINGS))).isEmpty();
    }

    /** In an outage of the metrics store, no host could be emptied otherwise. */
    @Test
    void aHostIsEmptiedAlsoWhereNobodyKnowsHowFullTheOthersAre() {
        Fleet fleet = fleet(host("a", 8, 64).withState(HostState.DRAINING), host("b", 8, 64))
                .vm(vm("v1", 2, 4), id("a"))
                .vm(vm("v2", 10, 4), id("b"))
                .build();

        Decision decision = new Scene(fleet, 1, 1).unreliable(vmId("v2")).decide(SETTINGS);

        assertThat(Scene.words(decision)).containsExactly("v1 a>b");
        assertThat(decision.outlook()).isNotNull();
    }

    @Test
    void aVmThatIsNotMeasuredGoesToTheHostThatIsPromisedLeast() {
        Fleet fleet = fleet(host("a", 8, 64).withState(HostState.DRAINING), host("b", 8, 64), host("c", 8, 64))
                .vm(vm("v1", 4, 4), id("a"))
                .vm(vm("v2", 6, 4), id("b"))
                .vm(vm("v3", 1, 4), id("c"))
                .build();
        Scene scene = new Scene(fleet, 0, 0, 0).unreliable(vmId("v1")).unreliable(vmId("v2"));

        assertThat(Scene.words(scene.decide(SETTINGS))).containsExactly("v1 a>c");
    }

    @Test
    void measuredVmsThatAreTooMuchForTheirHostLeaveItWhoeverElseIsNotMeasured() {
        Fleet fleet = contended()
                .vm(vm("silent", 8, 4), id("a"))
                .vm(vm("v4", 8, 4), id("b"))
                .build();

        Decision decision =
                new Scene(fleet, 6, 6, 6, 1).unreliable(vmId("silent")).decide(SETTINGS);

        assertThat(Scene.words(decision)).hasSize(1).noneMatch(word -> word.startsWith("silent"));
    }

    @Test
    void aVmUnderWayIsNotTouched() {
        assertThat(Scene.words(scene().underWay(vmId("v1")).decide(SETTINGS)))
                .singleElement()
                .asString()
                .startsWith("v2 a>");
    }

    @Test
    void budgetsAreKept() {
        Fleet fleet = contended()
                .budgets(List.of(new MigrationBudget(new MigrationBudget.Subject.EachVm(), 0, Duration.ofDays(1))))
                .build();

        Decision decision = new Scene(fleet, 6, 6).decide(SETTINGS);

        assertThat(decision.plan().isEmpty()).isTrue();
        assertThat(decision.outlook().result()).isInstanceOf(PlacementResult.Unchanged.class);
    }

    @Test
    void theObjectiveToldIsThatOfThePlanWhereABudgetLeavesLessThanWouldBeDone() {
        Fleet fleet = fleet(host("a", 8, 64).withState(HostState.DRAINING), host("b", 8, 64))
                .vm(vm("v1", 8, 4), id("a"))
                .vm(vm("v2", 8, 4), id("a"))
                .budgets(List.of(new MigrationBudget(
                        new MigrationBudget.Subject.Group(Set.of(vmId("v1"), vmId("v2"))), 1, Duration.ofDays(1))))
                .build();

        Decision decision = new Scene(fleet, 1, 1).decide(SETTINGS);

        assertThat(Scene.words(decision)).hasSize(1);
        assertThat(decision.outlook().result())
                .isInstanceOfSatisfying(
                        PlacementResult.Improved.class,
                        improved -> assertThat(improved.after().hardViolation()).isEqualTo(1));
    }

    @Test
    void aDrainingHostIsACauseOfItsOwn() {
        Fleet fleet = fleet(host("a", 8, 64).withState(HostState.DRAINING), host("b", 8, 64))
                .vm(vm("v1", 8, 4), id("a"))
                .build();

        assertThat(Scene.words(new Scene(fleet, 1).decide(SETTINGS))).containsExactly("v1 a>b");
    }

    @Test
    void hostsThatCostSomethingAreACauseOfTheirOwn() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64))
                .vm(vm("v1", 8, 4), id("a"))
                .vm(vm("v2", 8, 4).withPriority(Priority.HIGH), id("b"))
                .build();

        assertThat(Scene.words(new Scene(fleet, 1, 1).decide(SETTINGS))).isEmpty();
        assertThat(Scene.words(new Scene(fleet, 1, 1)
                        .decide(SETTINGS.toBuilder()
                                .weights(ObjectiveWeights.CONTENTION_ONLY.withActiveHost(20))
                                .build())))
                .hasSize(1);
    }

    @Test
    void anEmptyFleetNeedsNothing() {
        Decision decision = new Scene(fleet(host("a", 8, 64)).build()).decide(SETTINGS);

        assertThat(decision.plan().isEmpty()).isTrue();
        assertThat(decision.outlook()).isNull();
    }

    @Test
    void theBanOnGoingBackIsNeverShorterThanTheHorizon() {
        assertThatThrownBy(
                        () -> SETTINGS.toBuilder().horizon(Duration.ofHours(7)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT6H");
    }
}
