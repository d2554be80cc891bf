// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.check.PlacementChecker;
import io.affinity.core.power.PowerModel;
import io.affinity.spi.contract.RandomProblems;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdBalancerTest {

    private static final ThresholdBalancer SPREADING = ThresholdBalancer.spreading(0.8, Scene.PLANNER);
    private static final ThresholdBalancer CONSOLIDATING =
            ThresholdBalancer.consolidating(0.8, host -> PowerModel.HP_PROLIANT_G5, Scene.PLANNER);

    private static Fleet.Builder hosts() {
        return fleet(host("a", 10, 64), host("b", 10, 64), host("c", 10, 64));
    }

    @Test
    void theVmWithTheLeastMemoryLeavesForTheLeastUtilizedHost() {
        Fleet fleet = hosts().vm(vm("big", 8, 16), id("a"))
                .vm(vm("small", 8, 2), id("a"))
                .vm(vm("middle", 8, 4), id("a"))
                .vm(vm("other", 8, 4), id("b"))
                .build();

        assertThat(Scene.words(SPREADING.decide(new Scene(fleet, 3, 3, 3, 1).situation())))
                .containsExactly("small a>c");
    }

    @Test
    void asManyLeaveAsItTakes() {
        Fleet fleet = hosts().vm(vm("v1", 8, 1), id("a"))
                .vm(vm("v2", 8, 2), id("a"))
                .vm(vm("v3", 8, 4), id("a"))
                .build();

        assertThat(Scene.words(SPREADING.decide(new Scene(fleet, 4, 5, 5).situation())))
                .as("largest demand first")
                .containsExactly("v2 a>b", "v1 a>c");
    }

    @Test
    void aDrainingHostGivesAwayAllItsVms() {
        Fleet fleet = fleet(host("a", 10, 64).withState(HostState.DRAINING), host("b", 10, 64), host("c", 10, 64))
                .vm(vm("v1", 8, 1), id("a"))
                .vm(vm("v2", 8, 2), id("a"))
                .build();

        Decision decision = SPREADING.decide(new Scene(fleet, 1, 2).situation());

        assertThat(Scene.words(decision)).containsExactly("v2 a>b", "v1 a>c");
        assertThat(decision.plan().migrations().get(0).recommendation().reasons())
                .containsExactly(new Reason.HostEmptied(id("a")));
        assertThat(Scene.words(CONSOLIDATING.decide(new Scene(fleet, 1, 2).situation())))
                .hasSize(2)
                .noneMatch(words -> words.endsWith(">a"));
    }

    @Test
    void aHostAtTheThresholdIsNotOverloaded() {
        Fleet fleet =
                hosts().vm(vm("v1", 8, 1), id("a")).vm(vm("v2", 8, 1), id("a")).build();

        assertThat(SPREADING.decide(new Scene(fleet, 4, 4).situation()).plan().isEmpty())
                .isTrue();
    }

    @Test
    void theReasonSaysHowMuchWasMissing() {
        Fleet fleet = hosts().vm(vm("v1", 10, 1), id("a"))
                .vm(vm("v2", 10, 2), id("a"))
                .build();

        Decision decision = SPREADING.decide(new Scene(fleet, 10, 10).situation());

        assertThat(decision.plan().migrations()).isNotEmpty();
        assertThat(decision.plan()
                        .migrations()
                        .get(0)
                        .recommendation()
                        .reasons()
                        .get(0))
                .isInstanceOfSatisfying(Reason.ContentionAhead.class, ahead -> {
                    assertThat(ahead.host()).isEqualTo(id("a"));
                    assertThat(ahead.resource()).isEqualTo(Resource.CPU);
                    assertThat(ahead.probability()).isEqualTo(1);
                    assertThat(ahead.shortfall()).isCloseTo(0.5, within(1e-6));
                });
    }

    @Test
    void aVmUnderWayAndHardRulesAreRespected() {
        Fleet fleet = hosts().vm(vm("v1", 8, 1), id("a"))
                .vm(vm("v2", 8, 2), id("a"))
                .policy(new LocationPolicy.ForbiddenHosts(
                        "not-b", Strength.hard(), Scope.FINAL, Set.of(vmId("v2")), Set.of(id("b"))))
                .build();

        assertThat(Scene.words(SPREADING.decide(
                        new Scene(fleet, 5, 5).underWay(vmId("v1")).situation())))
                .containsExactly("v2 a>c");
    }

    @Test
    void budgetsAreKept() {
        Fleet fleet = hosts().vm(vm("v1", 8, 1), id("a"))
                .vm(vm("v2", 8, 2), id("a"))
                .budgets(List.of(new MigrationBudget(new MigrationBudget.Subject.EachHost(), 0, Duration.ofDays(1))))
                .build();

        assertThat(SPREADING.decide(new Scene(fleet, 5, 5).situation()).plan().isEmpty())
                .isTrue();
    }

    @Test
    void theConsolidatingFormEmptiesTheLeastLoadedHost() {
        Fleet fleet = hosts().vm(vm("v1", 8, 1), id("a"))
                .vm(vm("v2", 8, 1), id("b"))
                .vm(vm("v3", 8, 1), id("b"))
                .build();

        Decision decision = CONSOLIDATING.decide(new Scene(fleet, 2, 2, 2).situation());

        assertThat(Scene.words(decision)).containsExactly("v1 a>b");
        assertThat(decision.plan().migrations().get(0).recommendation().reasons())
                .containsExactly(new Reason.HostEmptied(id("a")));
        assertThat(SPREADING
                        .decide(new Scene(fleet, 2, 2, 2).situation())
                        .plan()
                        .isEmpty())
                .isTrue();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noTargetIsOverloadedAndNoHardRuleGetsWorse(long seed) {
        PlacementProblem problem = RandomProblems.problem(seed);
        Fleet fleet = problem.fleet();
        SplittableRandom random = new SplittableRandom(seed);
        double[] cores = fleet.vms().stream()
                .mapToDouble(vm -> vm.allocation().value(0) * random.nextDouble())
                .toArray();
        for (ThresholdBalancer balancer : List.of(SPREADING, CONSOLIDATING)) {
            Decision decision = balancer.decide(new Scene(fleet, cores).situation());
            Placement after = fleet.placement();
            for (PlannedMigration planned : decision.plan().migrations()) {
                after = after.with(planned.migration().vm(), planned.migration().target());
            }
            PlacementChecker checker = new PlacementChecker(fleet);
            assertThat(PlacementChecker.worsened(
                            checker.hardViolations(fleet.placement()), checker.hardViolations(after)))
                    .isEmpty();
            assertNotOverloaded(fleet, cores, after);
        }
    }

    /** Above the threshold is only what was there before, or a VM that is alone on its host. */
    private static void assertNotOverloaded(Fleet fleet, double[] cores, Placement after) {
        double[] load = new double[fleet.hosts().size()];
        double[] before = new double[load.length];
        int[] vms = new int[load.length];
        for (int v = 0; v < cores.length; v++) {
            int host = fleet.indexOf(after.hostOf(fleet.vms().get(v).id()));
            load[host] += cores[v];
            vms[host]++;
            before[fleet.hostIndexOf(v)] += cores[v];
        }
        for (int h = 0; h < load.length; h++) {
            double capacity = fleet.hosts().get(h).capacity().value(0);
            double limit = vms[h] == 1 ? capacity : 0.8 * capacity;
            assertThat(load[h]).isLessThanOrEqualTo(Math.max(limit, before[h]) + 1e-9);
        }
        assertThat(Arrays.stream(load).sum()).isCloseTo(Arrays.stream(cores).sum(), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1.01, Double.NaN})
    void thresholdsThatMakeNoSenseAreRefused(double threshold) {
        assertThatThrownBy(() -> ThresholdBalancer.spreading(threshold, Scene.PLANNER))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
