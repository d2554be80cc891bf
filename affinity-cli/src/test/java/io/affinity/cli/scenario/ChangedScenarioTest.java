// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.cli.SampleTraces;
import io.affinity.core.check.PlacementChecker;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedScenarioTest {

    @TempDir
    private Path folder;

    private Scenario scenario() {
        return TraceScenario.of(SampleTraces.csv(folder, 40, 600, 4), 4, 1);
    }

    private static Scenario changed(Scenario scenario, String question) {
        return ChangedScenario.of(scenario, WhatIf.parse(question));
    }

    @Test
    void theVmsOfARemovedHostAreSpreadOverTheOthers() {
        Scenario scenario = scenario();

        Fleet fleet = changed(scenario, "remove host-1").fleet();

        assertThat(fleet.hosts()).hasSize(3).noneMatch(host -> host.id().equals(new HostId("host-1")));
        assertThat(fleet.vms()).isEqualTo(scenario.fleet().vms());
        int[] perHost = new int[3];
        for (int host : fleet.hostIndexByVm()) {
            perHost[host]++;
        }
        assertThat(perHost).contains(14, 13).doesNotContain(10);
    }

    @Test
    void noHardRuleIsBrokenByARemovedHost() {
        Scenario scenario = BuiltInScenario.create(10, 1);

        Fleet fleet = changed(scenario, "remove host-002").fleet();

        assertThat(PlacementChecker.worsened(
                        new PlacementChecker(scenario.fleet())
                                .hardViolations(scenario.fleet().placement()),
                        new PlacementChecker(fleet).hardViolations(fleet.placement())))
                .allSatisfy(rule ->
                        assertThat(rule).as("only what counts on all hosts").contains("reserve"));
    }

    @Test
    void aScaledVmIsPromisedAndDemandsAsMuchMore() {
        Scenario scenario = scenario();

        Scenario changed = changed(scenario, "scale web-7 2");

        Vm before = scenario.fleet().vm(new VmId("web-7"));
        Vm after = changed.fleet().vm(new VmId("web-7"));
        assertThat(after.allocation().value(Resource.CPU))
                .isEqualTo(2 * before.allocation().value(Resource.CPU));
        assertThat(after.memoryBytes()).isEqualTo(2 * before.memoryBytes());
        assertThat(changed.workload().demand(7, 0, 10))
                .isEqualTo(2 * scenario.workload().demand(7, 0, 10));
        assertThat(changed.workload().demand(8, 0, 10))
                .isEqualTo(scenario.workload().demand(8, 0, 10));
        assertThat(changed.workload().vms()).isEqualTo(changed.fleet().vms());
    }

    @Test
    void aHostIsDrainedFromThenOn() {
        Scenario scenario = scenario();
        Instant start = scenario.workload().start();

        assertThat(changed(scenario, "drain host-2").settings().drains()).containsEntry(new HostId("host-2"), start);
        assertThatThrownBy(() -> changed(scenario, "drain host-2 at 2001-01-01T00:00:00Z"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("host-2", "the simulation lasts from " + start);
    }

    @Test
    void whoIsNotThereIsNamedWithWhoIsMeant() {
        Scenario scenario = scenario();

        assertThatThrownBy(() -> changed(scenario, "remove hots-1"))
                .hasMessageContainingAll(
                        "There is no host (hots-1)", "did you mean host-1?", "Hosts are host-0, host-1");
        assertThatThrownBy(() -> changed(scenario, "scale wbe-7 2"))
                .hasMessageContainingAll("There is no VM (wbe-7)", "did you mean web-7?", "and 35 more");
    }

    @Test
    void theLastHostCannotBeRemoved() {
        Scenario one = TraceScenario.of(SampleTraces.csv(folder, 2, 40, 1), 1, 1);

        assertThatThrownBy(() -> changed(one, "remove host-0")).hasMessageContaining("is the only one");
    }
}
