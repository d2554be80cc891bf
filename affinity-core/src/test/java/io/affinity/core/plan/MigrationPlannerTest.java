// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationPlannerTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noStateOnTheWayIsWorseWhateverFails(long seed) {
        RandomRelocation wanted = RandomRelocation.of(seed);

        MigrationPlan plan = plan(wanted.fleet(), MigrationLimits.DEFAULT, wanted.recommendations());

        assertThat(PlanChecker.problems(wanted.fleet(), plan)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRecommendationIsCarriedOutOrPostponedWithAReason(long seed) {
        RandomRelocation wanted = RandomRelocation.of(seed);

        MigrationPlan plan = plan(wanted.fleet(), MigrationLimits.DEFAULT, wanted.recommendations());

        Map<VmId, HostId> at = new HashMap<>(wanted.fleet().placement().hostByVm());
        for (PlannedMigration migration : plan.migrations()) {
            assertThat(at.put(migration.migration().vm(), migration.migration().target()))
                    .isEqualTo(migration.migration().source());
            assertThat(migration.dependsOn()).allMatch(earlier -> earlier < migration.number());
        }
        Set<VmId> postponed = new HashSet<>();
        plan.postponed().forEach(it -> {
            postponed.add(it.recommendation().vm());
            assertThat(it.reason()).isNotBlank();
        });
        assertThat(plan.migrations())
                .as("no VM is left on a third host")
                .noneMatch(migration -> postponed.contains(migration.migration().vm()));
        for (Recommendation recommendation : wanted.recommendations()) {
            boolean arrived = at.get(recommendation.vm()).equals(recommendation.target());
            assertThat(arrived)
                    .as("%s arrives unless postponed", recommendation.vm())
                    .isNotEqualTo(postponed.contains(recommendation.vm()));
        }
    }

    @Test
    void theRandomPlansParkDependAndPostpone() {
        int parked = 0;
        int dependent = 0;
        int postponed = 0;
        for (long seed = 1; seed <= 100; seed++) {
            RandomRelocation wanted = RandomRelocation.of(seed);
            MigrationPlan plan = plan(wanted.fleet(), MigrationLimits.DEFAULT, wanted.recommendations());
            for (PlannedMigration migration : plan.migrations()) {
                parked += migration
                                .migration()
                                .target()
                                .equals(migration.recommendation().target())
                        ? 0
                        : 1;
                dependent += migration.dependsOn().isEmpty() ? 0 : 1;
            }
            postponed += plan.postponed().size();
        }

        assertThat(parked).isGreaterThan(5);
        assertThat(dependent).isGreaterThan(100);
        assertThat(postponed).isGreaterThan(5);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "8, 2", "8, 8"})
    void theLimitsHoldAtEveryInstant(int maxConcurrent, int maxPerHost) {
        MigrationLimits limits = MigrationLimits.builder()
                .maxConcurrent(maxConcurrent)
                .maxConcurrentPerHost(maxPerHost)
                .build();
        int highest = 0;
        for (long seed = 1; seed <= 40; seed++) {
            RandomRelocation wanted = RandomRelocation.of(seed);
            MigrationPlan plan = plan(wanted.fleet(), limits, wanted.recommendations());
            for (PlannedMigration starting : plan.migrations()) {
                List<PlannedMigration> atOnce = underWayAt(plan, starting.startAfter());
                highest = Math.max(highest, atOnce.size());
                assertThat(atOnce).hasSizeLessThanOrEqualTo(maxConcurrent);
                for (HostId host : List.of(
                        starting.migration().source(), starting.migration().target())) {
                    assertThat(atOnce.stream()
                                    .filter(m -> m.migration().source().equals(host)
                                            || m.migration().target().equals(host)))
                            .hasSizeLessThanOrEqualTo(maxPerHost);
                }
            }
        }
        assertThat(highest).as("the limit is made use of").isGreaterThanOrEqualTo(Math.min(3, maxConcurrent));
    }

    private static List<PlannedMigration> underWayAt(MigrationPlan plan, Duration time) {
        return plan.migrations().stream()
                .filter(m -> m.startAfter().compareTo(time) <= 0
                        && m.startAfter().plus(m.estimate().elapsed()).compareTo(time) > 0)
                .toList();
    }

    @Test
    void twoFullHostsSwapTheirVmsOverAThird() {
        Fleet fleet = fullHosts(host("c", 8, 32));

        MigrationPlan plan = plan(fleet, MigrationLimits.DEFAULT, swap());

        assertThat(plan.postponed()).isEmpty();
        assertThat(plan.migrations())
                .extracting(m -> m.migration().vm() + " " + m.migration().source() + ">"
                        + m.migration().target())
                .containsExactly("v1 a>c", "v2 b>a", "v1 c>b");
        assertThat(plan.migrations()).extracting(PlannedMigration::dependsOn).satisfies(depends -> {
            assertThat(depends.get(1)).contains(0);
            assertThat(depends.get(2)).contains(0, 1);
        });
        assertThat(PlanChecker.problems(fleet, plan)).isEmpty();
    }

    @Test
    void aSwapWithoutRoomToParkIsPostponed() {
        Fleet fleet = fullHosts(host("c", 8, 16));

        MigrationPlan plan = plan(fleet, MigrationLimits.DEFAULT, swap());

        assertThat(plan.migrations()).isEmpty();
        assertThat(plan.postponed())
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.reason()).contains("allocation of host"));
    }

    @Test
    void nothingIsParkedOnAHostThatTakesNoVms() {
        Fleet fleet = fullHosts(host("c", 8, 32).withState(HostState.DRAINING));

        assertThat(plan(fleet, MigrationLimits.DEFAULT, swap()).migrations()).isEmpty();
    }

    private static Fleet fullHosts(io.affinity.spi.model.Host third) {
        return fleet(host("a", 8, 32), host("b", 8, 32), third)
                .vm(vm("v1", 4, 32), id("a"))
                .vm(vm("v2", 4, 32), id("b"))
                .build();
    }

    private static List<Recommendation> swap() {
        return List.of(recommend("v1", "a", "b"), recommend("v2", "b", "a"));
    }

    private static Recommendation recommend(String vm, String source, String target) {
        return new Recommendation(vmId(vm), id(source), id(target), List.of(new Reason.Gain(1)));
    }

    private static MigrationPlan plan(Fleet fleet, MigrationLimits limits, List<Recommendation> recommendations) {
        return new MigrationPlanner(new PreCopyModel(), limits).plan(PlanRequest.of(fleet, recommendations));
    }

    @Test
    void theEstimateIsThatOfTheModelWithinTheLimits() {
        Fleet fleet = fleet(host("a", 8, 32)).vm(vm("v1", 4, 25), id("a")).build();

        assertThat(new MigrationPlanner(new PreCopyModel(), MigrationLimits.DEFAULT)
                        .estimate(fleet, vmId("v1"))
                        .elapsed()
                        .toMillis())
                .isCloseTo(40_000L, within(1L));
    }

    @Test
    void aMigrationThatNeedsRoomWaitsForTheOneThatMakesIt() {
        Fleet fleet = fleet(host("a", 8, 32), host("b", 8, 32), host("c", 8, 32))
                .vm(vm("v1", 4, 32), id("a"))
                .vm(vm("v2", 4, 32), id("b"))
                .build();

        MigrationPlan plan =
                plan(fleet, MigrationLimits.DEFAULT, List.of(recommend("v1", "a", "b"), recommend("v2", "b", "c")));

        assertThat(plan.migrations())
                .extracting(m -> m.migration().vm().value())
                .containsExactly("v2", "v1");
        PlannedMigration second = plan.migrations().get(1);
        assertThat(second.dependsOn()).containsExactly(0);
        assertThat(second.startAfter())
                .isEqualTo(plan.migrations().get(0).estimate().elapsed());
    }

    @Test
    void thePlanCheckerFindsAPlanThatFillsAHostTooEarly() {
        Fleet fleet = fullHosts(host("c", 8, 32));
        MigrationPlan sound = plan(fleet, MigrationLimits.DEFAULT, swap());

        assertThat(PlanChecker.problems(fleet, changed(sound, 1, Duration.ZERO, Set.of())))
                .anySatisfy(problem -> assertThat(problem).contains("allocation of host a"));
        assertThat(PlanChecker.problems(
                        fleet, changed(sound, 1, sound.migrations().get(1).startAfter(), Set.of())))
                .as("without the dependency, the failure of the first migration does harm")
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).contains("with migration 0 failing"));
    }

    @Test
    void thePlanCheckerFindsAPolicyThatIsBrokenOnTheWayOnly() {
        Fleet fleet = fleet(host("a", 8, 32), host("b", 8, 32), host("c", 8, 32))
                .vm(vm("v1", 1, 4), id("a"))
                .vm(vm("v2", 1, 4), id("b"))
                .policy(new LocationPolicy.AntiAffinity(
                        "apart", Strength.hard(), Scope.CONTINUOUS, Set.of(vmId("v1"), vmId("v2")), TopologyLevel.HOST))
                .build();
        List<Recommendation> wanted = List.of(recommend("v2", "b", "c"), recommend("v1", "a", "b"));
        MigrationPlan sound = plan(fleet, MigrationLimits.DEFAULT, wanted);

        assertThat(PlanChecker.problems(fleet, sound)).isEmpty();
        assertThat(PlanChecker.problems(fleet, changed(sound, 1, Duration.ZERO, Set.of())))
                .anySatisfy(problem -> assertThat(problem).contains("apart"));
    }

    private static MigrationPlan changed(MigrationPlan plan, int number, Duration startAfter, Set<Integer> dependsOn) {
        List<PlannedMigration> migrations = new ArrayList<>(plan.migrations());
        PlannedMigration old = migrations.get(number);
        migrations.set(
                number,
                new PlannedMigration(
                        number, old.migration(), old.recommendation(), old.estimate(), startAfter, dependsOn));
        return new MigrationPlan(ORIGIN, migrations, List.of());
    }
}
