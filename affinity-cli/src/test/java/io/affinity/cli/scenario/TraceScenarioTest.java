// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.cli.SampleTraces;
import io.affinity.cli.trace.RecordedFleet.Placing;
import io.affinity.simulation.SimulationSettings;
import io.affinity.simulation.workload.Recording;
import io.affinity.simulation.workload.Traces;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceScenarioTest {

    @TempDir
    private Path folder;

    @Test
    void planetLabDayRunsInThePublishedExperiment() {
        Scenario scenario = TraceScenario.of(SampleTraces.planetLab(folder, 8), 20, 7);
        assertThat(scenario.title()).isEqualTo("PlanetLab, 2011-03-03");
        assertThat(scenario.fleet().hosts())
                .hasSize(20)
                .allSatisfy(
                        host -> assertThat(host.reserve().value(Resource.CPU)).isEqualTo(0.2));
        assertThat(scenario.fleet().vms()).hasSize(8);
        assertThat(scenario.workload().historySteps()).isZero();
        assertThat(scenario.settings().emptyHosts()).isEqualTo(SimulationSettings.EmptyHosts.SLEEP);
        assertThat(scenario.predictive().seed()).isEqualTo(7);
        assertThat(scenario.predictive().weights().activeHost()).isPositive();
    }

    @Test
    void planetLabDayHasThePublishedNumberOfHostsUnlessToldOtherwise() {
        assertThat(TraceScenario.of(SampleTraces.planetLab(folder, 8), null, 1)
                        .fleet()
                        .hosts())
                .hasSize(800);
    }

    @Test
    void otherTracesHaveHistoryAndTheHostsThatTheyNeed() {
        Scenario scenario = TraceScenario.of(SampleTraces.csv(folder, 60, 100, 2), null, 1);
        assertThat(scenario.workload().historySteps()).isEqualTo(50);
        assertThat(scenario.workload().steps()).isEqualTo(50);
        // 60 VMs of two cores at their peak fill three quarters of ten hosts of 16 cores.
        assertThat(scenario.fleet().hosts()).hasSize(10);
        assertThat(scenario.fleet().hostIndexByVm())
                .as("each on the host that promised least")
                .startsWith(0, 1, 2)
                .endsWith(8, 9);
        assertThat(scenario.settings().emptyHosts()).isEqualTo(SimulationSettings.EmptyHosts.STAY_ON);
        assertThat(scenario.predictive().weights().activeHost()).isZero();
    }

    @Test
    void moreHostsThanNeededAreTaken() {
        Scenario scenario = TraceScenario.of(SampleTraces.csv(folder, 4, 100, 2), 9, 1);
        assertThat(scenario.fleet().hosts())
                .extracting(Host::capacity)
                .hasSize(9)
                .containsOnly(scenario.fleet().hosts().get(0).capacity());
    }

    @Test
    void historyIsTwoWeeksAtMost() {
        Scenario scenario = TraceScenario.of(SampleTraces.csv(folder, 1, 9000, 2), null, 1);
        assertThat(scenario.workload().historySteps()).isEqualTo(14 * 288);
    }

    @Test
    void historyIsAsLongAsAsked() {
        Recording recording = Traces.open(SampleTraces.csv(folder, 2, 100, 2));

        assertThat(TraceScenario.of("t", recording, null, Duration.ofHours(2), Placing.PACKED, 1)
                        .workload()
                        .historySteps())
                .isEqualTo(24);
        assertThat(TraceScenario.of("t", recording, null, Duration.ZERO, Placing.PACKED, 1)
                        .workload()
                        .steps())
                .isEqualTo(100);
        for (Duration wrong : List.of(Duration.ofMinutes(500), Duration.ofMinutes(-5))) {
            assertThatThrownBy(() -> TraceScenario.of("t", recording, null, wrong, Placing.PACKED, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("history (" + wrong + ")", "shorter than the recording (PT8H20M)");
        }
    }

    @Test
    void planetLabDayHasNoHistory() {
        Recording day = Traces.open(SampleTraces.planetLab(folder, 8));

        assertThat(TraceScenario.isPlanetLabDay(day)).isTrue();
        assertThat(TraceScenario.of("day", day, 20, Duration.ZERO, Placing.SPREAD, 1)
                        .title())
                .isEqualTo("PlanetLab, 2011-03-03");
        assertThatThrownBy(() -> TraceScenario.of("day", day, 20, Duration.ofHours(1), Placing.SPREAD, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be none, as published");
    }

    @Test
    void aRecordingIsTheTraceThatItWasReadFrom() {
        Path trace = SampleTraces.csv(folder, 4, 100, 2);
        Scenario ofRecording = TraceScenario.of("trace.csv", Traces.open(trace), null, null, Placing.SPREAD, 1);
        Scenario ofPath = TraceScenario.of(trace, null, 1);

        assertThat(ofRecording.title()).isEqualTo(ofPath.title()).isEqualTo("Trace trace.csv");
        assertThat(ofRecording.facts()).isEqualTo(ofPath.facts());
        assertThat(ofRecording.fleet().hostIndexByVm()).isEqualTo(ofPath.fleet().hostIndexByVm());
    }

    @Test
    void traceWithoutCpuIsWrong() throws IOException {
        Path trace = Files.writeString(folder.resolve("m.csv"), "vm,resource,t0,t1\na,memory,1,2\n");
        assertThatThrownBy(() -> TraceScenario.of(trace, null, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have CPU");
    }
}
