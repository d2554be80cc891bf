// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Which migration goes first, which wait, and for what. */
class PlanOrderTest {

    private static final Duration STEP = Duration.ofMinutes(5);

    @Test
    void circlesAreBrokenAtTheSameTime() {
        List<Recommendation> swaps = new ArrayList<>();
        Fleet.Builder builder = fleet();
        for (int i = 0; i < 4; i++) {
            builder.host(host("a" + i, 8, 32)).host(host("b" + i, 8, 32));
            builder.vm(vm("v" + i, 1, 32), id("a" + i)).vm(vm("w" + i, 1, 32), id("b" + i));
            swaps.add(recommend("v" + i, "a" + i, "b" + i));
            swaps.add(recommend("w" + i, "b" + i, "a" + i));
        }
        Fleet fleet = builder.host(host("spare-1", 8, 64))
                .host(host("spare-2", 8, 64))
                .build();

        MigrationPlan plan = plan(fleet, MigrationLimits.DEFAULT, swaps);

        assertThat(plan.postponed()).isEmpty();
        assertThat(plan.migrations()).hasSize(12);
        assertThat(plan.migrations().stream().filter(each -> each.startAfter().isZero()))
                .as("one of each circle leaves at once")
                .hasSize(4);
        assertThat(PlanChecker.problems(fleet, plan)).isEmpty();
    }

    @Test
    void whatIsNeededFirstGoesFirst() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64), host("c", 8, 64))
                .vm(vm("useful", 1, 25), id("a"))
                .vm(vm("urgent", 1, 25), id("b"))
                .build();
        MigrationLimits one = MigrationLimits.builder().maxConcurrent(1).build();

        MigrationPlan plan = plan(
                fleet,
                one,
                List.of(
                        recommend("useful", "a", "c", shortIn("a", Duration.ofMinutes(30))),
                        recommend("urgent", "b", "c", shortIn("b", Duration.ofMinutes(5)))));

        assertThat(plan.migrations())
                .extracting(each -> each.migration().vm().value())
                .containsExactly("urgent", "useful");
        assertThat(plan.late()).isEmpty();
    }

    @Test
    void whatCannotBeInTimeIsToldToBeLate() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64))
                .vm(vm("v", 1, 50), id("a"))
                .build();

        MigrationPlan plan = plan(
                fleet,
                MigrationLimits.DEFAULT,
                List.of(recommend("v", "a", "b", shortIn("a", Duration.ofSeconds(30)))));

        assertThat(plan.late()).isEqualTo(plan.migrations()).hasSize(1);
    }

    @Test
    void aLinkCarriesNoMoreThanItsBandwidth() {
        Fleet fleet = fleet(
                        host("a", 8, 64).withFaultDomain(TopologyLevel.RACK, "left"),
                        host("b", 8, 64).withFaultDomain(TopologyLevel.RACK, "left"),
                        host("c", 8, 64).withFaultDomain(TopologyLevel.RACK, "left"),
                        host("d", 8, 64).withFaultDomain(TopologyLevel.RACK, "right"),
                        host("e", 8, 64).withFaultDomain(TopologyLevel.RACK, "right"))
                .vm(vm("v", 1, 25), id("a"))
                .vm(vm("w", 1, 25), id("b"))
                .vm(vm("x", 1, 25), id("c"))
                .build();
        MigrationLimits limits = MigrationLimits.builder()
                .linkBytesPerSecond(Map.of(TopologyLevel.RACK, 1.5 * MigrationLimits.DEFAULT.bandwidthBytesPerSecond()))
                .build();
        List<Recommendation> wanted =
                List.of(recommend("v", "a", "d"), recommend("w", "b", "e"), recommend("x", "c", "b"));

        MigrationPlan plan = plan(fleet, limits, wanted);

        assertThat(plan.migrations())
                .extracting(
                        each -> each.migration().vm() + " " + each.startAfter().toSeconds())
                .as("within a rack nothing passes the uplink")
                .containsExactly("v 0", "x 0", "w 40");
        assertThat(plan(fleet, MigrationLimits.DEFAULT, wanted).migrations())
                .allMatch(each -> each.startAfter().isZero());
    }

    @Test
    void othersLeaveATargetFirstThatCannotServeBoth() {
        Fleet fleet = fleet(host("a", 4, 64), host("b", 4, 64), host("c", 8, 64))
                .vm(vm("in", 1, 8), id("a"))
                .vm(vm("out", 1, 8), id("b"))
                .build();
        List<Recommendation> wanted = List.of(recommend("in", "a", "b"), recommend("out", "b", "c"));

        MigrationPlan busy = plan(fleet, wanted, vm -> 3);
        MigrationPlan idle = plan(fleet, wanted, vm -> 1);

        assertThat(busy.migrations())
                .extracting(each -> each.migration().vm().value())
                .containsExactly("out", "in");
        assertThat(busy.migrations().get(1).startAfter())
                .isEqualTo(busy.migrations().get(0).estimate().elapsed());
        assertThat(idle.migrations()).allMatch(each -> each.startAfter().isZero());
    }

    @Test
    void hostsThatWaitForEachOthersLoadAreServedInTurn() {
        Fleet fleet = fleet(host("a", 4, 64), host("b", 4, 64))
                .vm(vm("v", 1, 8), id("a"))
                .vm(vm("w", 1, 8), id("b"))
                .build();

        MigrationPlan plan = plan(fleet, List.of(recommend("v", "a", "b"), recommend("w", "b", "a")), vm -> 3);

        assertThat(plan.postponed()).isEmpty();
        assertThat(plan.migrations()).hasSize(2);
    }

    @Test
    void whatWouldOverloadItsTargetIsPostponedWithWhatWasToLeaveIt() {
        Fleet fleet = fleet(host("a", 4, 64), host("b", 4, 64), host("full", 4, 8))
                .vm(vm("in", 1, 8), id("a"))
                .vm(vm("out", 1, 8), id("b"))
                .vm(vm("x", 1, 8), id("full"))
                .build();

        MigrationPlan plan = plan(fleet, List.of(recommend("in", "a", "b"), recommend("out", "b", "full")), vm -> 3);

        assertThat(plan.migrations()).isEmpty();
        assertThat(plan.postponed())
                .extracting(MigrationPlan.Postponed::reason)
                .containsExactly(
                        "would overload host b, as VMs that are to leave it cannot",
                        "would make worse on the way: allocation of host full");
    }

    @Test
    void aRecommendationIsForAVmWhereItRuns() {
        Fleet fleet = fleet(host("a", 4, 64), host("b", 4, 64))
                .vm(vm("v", 1, 8), id("a"))
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(fleet, MigrationLimits.DEFAULT, List.of(recommend("v", "b", "a"))))
                .withMessageContaining("its source (b)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(
                        fleet, MigrationLimits.DEFAULT, List.of(recommend("v", "a", "b"), recommend("v", "a", "b"))))
                .withMessageContaining("must be the only one");
    }

    private static MigrationPlan plan(Fleet fleet, MigrationLimits limits, List<Recommendation> wanted) {
        return new MigrationPlanner(new PreCopyModel(), limits).plan(PlanRequest.of(fleet, wanted));
    }

    private static MigrationPlan plan(Fleet fleet, List<Recommendation> wanted, ToDoubleFunction<Integer> cores) {
        int cpu = fleet.resources().indexOf(Resource.CPU);
        Scenarios demand = Scenarios.of(
                fleet,
                ORIGIN,
                STEP,
                2,
                1,
                (vm, resource, step, scenario) -> resource == cpu ? cores.applyAsDouble(vm) : 0);
        return new MigrationPlanner(new PreCopyModel(), MigrationLimits.DEFAULT)
                .plan(new PlanRequest(fleet, wanted, (vm, host) -> true, demand));
    }

    private static Recommendation recommend(String vm, String source, String target) {
        return recommend(vm, source, target, new Reason.Gain(1));
    }

    private static Recommendation recommend(String vm, String source, String target, Reason reason) {
        return new Recommendation(vmId(vm), id(source), id(target), List.of(reason));
    }

    private static Reason shortIn(String host, Duration ahead) {
        return new Reason.ContentionAhead(id(host), Resource.CPU, ahead, 1, 0.1);
    }
}
