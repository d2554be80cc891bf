// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.power.PowerModel;
import io.affinity.spi.model.Fleet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverloadRuleTest {

    private static final ThresholdBalancer SPREADING = ThresholdBalancer.spreading(0.8, Scene.PLANNER);
    private static final ThresholdBalancer CONSOLIDATING =
            ThresholdBalancer.consolidating(0.8, host -> PowerModel.HP_PROLIANT_G5, Scene.PLANNER);

    /** Ten cores each: v1 and v2 on host a, v3 on host b, none on host c. */
    private static Fleet threeHosts() {
        return fleet(host("a", 10, 64), host("b", 10, 64), host("c", 10, 64))
                .vm(vm("v1", 8, 1), id("a"))
                .vm(vm("v2", 8, 2), id("a"))
                .vm(vm("v3", 8, 4), id("b"))
                .build();
    }

    @Test
    void theRuleSaysWhichHostGivesVmsAwayAndUntilWhen() {
        OverloadRule moreThanOneVm = host -> host.vms().size() > 1;

        assertThat(Scene.words(
                        SPREADING.withOverloadRule(moreThanOneVm).decide(new Scene(threeHosts(), 1, 1, 1).situation())))
                .as("v1 has the least memory; a second VM would be too much for host b")
                .containsExactly("v1 a>c");
    }

    @Test
    void noVmIsPutWhereTheRuleWouldCallTheHostOverloaded() {
        Fleet fleet = fleet(host("a", 10, 64), host("b", 10, 64))
                .vm(vm("v1", 8, 1), id("a"))
                .vm(vm("v2", 8, 2), id("a"))
                .vm(vm("v3", 8, 4), id("b"))
                .build();
        Situation situation = new Scene(fleet, 1, 1, 1).situation();

        for (ThresholdBalancer balancer : List.of(SPREADING, CONSOLIDATING)) {
            assertThat(Scene.words(balancer.withOverloadRule(host -> host.vms().size() > 1)
                            .decide(situation)))
                    .isEmpty();
        }
        assertThat(Scene.words(CONSOLIDATING
                        .withOverloadRule(host -> host.vms().size() > 2)
                        .decide(situation)))
                .as("with three VMs host a would be overloaded, with three host b too")
                .isEmpty();
        assertThat(Scene.words(CONSOLIDATING
                        .withOverloadRule(host -> host.vms().size() > 3)
                        .decide(situation)))
                .containsExactly("v3 b>a");
    }

    @Test
    void anIdleHostTakesAnyVmThatItCanServe() {
        OverloadRule always = host -> true;

        assertThat(Scene.words(SPREADING.withOverloadRule(always).decide(new Scene(threeHosts(), 1, 9, 0).situation())))
                .as("hosts a and b are overloaded, and host c is no longer idle with the first VM")
                .containsExactly("v2 a>c");
    }

    @Test
    void whatTheHostCannotServeIsNotPutThereWhateverTheRuleSays() {
        OverloadRule onlyA =
                host -> host.host().id().equals(id("a")) && host.vms().size() > 1;

        assertThat(Scene.words(SPREADING.withOverloadRule(onlyA).decide(new Scene(threeHosts(), 11, 1, 1).situation())))
                .as("no host has eleven cores")
                .isEmpty();
    }

    @Test
    void theRuleSeesEstimatesAndThePastOfEachVm() {
        List<String> seen = new ArrayList<>();
        OverloadRule spy = host -> {
            if (host.host().id().equals(id("a"))) {
                assertThat(host.estimate(0)).isCloseTo(5, within(1e-6));
                assertThat(host.utilization()).isCloseTo(0.5, within(1e-6));
                for (VmDemand vm : host.vms()) {
                    seen.add(vm.vm().id() + " " + vm.estimate(0));
                }
                assertThat(host.vms().get(1).past(0, 3)).containsExactly(3, 7, 6);
                assertThat(host.vms().get(1).past(0, 14)).hasSize(14).endsWith(Double.NaN, Double.NaN);
            }
            return false;
        };

        SPREADING
                .withOverloadRule(spy)
                .decide(new Scene(threeHosts(), 2, 3, 1)
                        .before(new double[] {0, 6, 0}, new double[] {1, 7, 0})
                        .situation());

        assertThat(seen).containsExactly("v1 2.0", "v2 3.0");
    }

    @Test
    void theEstimateReplacesTheDemandOfTheMoment() {
        DemandEstimate tripled = (vm, resource, history) -> 3 * history.latest(vm.id(), resource);

        assertThat(SPREADING
                        .decide(new Scene(threeHosts(), 2, 2, 1).situation())
                        .plan()
                        .isEmpty())
                .isTrue();
        assertThat(Scene.words(SPREADING.withEstimate(tripled).decide(new Scene(threeHosts(), 2, 2, 1).situation())))
                .containsExactly("v1 a>c");
    }

    @Test
    void aHostIsLeftAloneIfNobodyCanTellWhatAVmDemands() {
        DemandEstimate unknown = (vm, resource, history) ->
                vm.id().value().equals("v2") ? Double.NaN : history.latest(vm.id(), resource);

        assertThat(SPREADING
                        .withEstimate(unknown)
                        .decide(new Scene(threeHosts(), 9, 9, 1).situation())
                        .plan()
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.POSITIVE_INFINITY})
    void estimatesThatMakeNoSenseAreRefused(double estimate) {
        ThresholdBalancer balancer = SPREADING.withEstimate((vm, resource, history) -> estimate);
        Situation situation = new Scene(threeHosts(), 1, 1, 1).situation();

        assertThatThrownBy(() -> balancer.decide(situation))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The estimate of cpu for VM v1 (" + estimate + ")");
    }
}
