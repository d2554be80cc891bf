// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.SampleTraces;
import io.affinity.cli.scenario.BuiltInScenario;
import io.affinity.cli.scenario.Scenario;
import io.affinity.cli.scenario.TraceScenario;
import io.affinity.cli.trace.RecordedFleet.Placing;
import io.affinity.simulation.workload.Recording;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterDemandTest {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    @TempDir
    private Path folder;

    /** VMs of two cores, all of which they demand at one step. */
    private static Scenario scenario(int vms, @Nullable Integer hosts) {
        float[][] columns = new float[vms][600];
        for (float[] column : columns) {
            Arrays.fill(column, 0.5f);
            column[450] = 2;
        }
        double[] allocations = new double[vms];
        Arrays.fill(allocations, 2);
        Recording recording = Recording.of(
                IntStream.range(0, vms).mapToObj(vm -> "vm-" + vm).toList(),
                ResourceSet.of(Resource.CPU),
                Recording.Measure.QUANTITY,
                START,
                Duration.ofMinutes(5),
                columns,
                allocations);
        return TraceScenario.of("peak", recording, hosts, null, Placing.SPREAD, 1);
    }

    @Test
    void moreThanThereIsIsSaidWithItsTime() {
        Scenario scenario = scenario(31, 2);

        assertThat(ClusterDemand.of(scenario).sentences())
                .containsExactly(
                        "Demand peaks at 62 of 32 cores (194 %) and 266 of 275 GB of memory (97 %).",
                        "That is more CPU than all hosts together have, on 2026-03-03 13:30 UTC: no placement helps"
                                + " against it; more hosts do.");
    }

    @Test
    void asManyHostsAreTakenAsDemandAsksFor() {
        Scenario scenario = scenario(31, null);

        assertThat(scenario.fleet().hosts())
                .as("62 cores are three quarters of 83")
                .hasSize(6);
        assertThat(ClusterDemand.of(scenario).sentences()).hasSize(1);
    }

    @Test
    void theLineHasTheHighestOfEachSlot() {
        Scenario scenario = BuiltInScenario.create(10, 1);

        ClusterDemand demand = ClusterDemand.of(scenario);

        assertThat(demand.lines()).hasSize(3).allSatisfy(line -> {
            assertThat(line.times()).hasSize(672);
            assertThat(line.usable()).isLessThanOrEqualTo(line.capacity());
        });
        assertThat(demand.lines().get(0).demand().stream().max(Double::compare))
                .hasValue(demand.peaks().get(0).demand());
        assertThat(demand.lines().get(0).capacity())
                .isEqualTo(scenario.fleet().hosts().stream()
                        .map(Host::capacity)
                        .mapToDouble(capacity -> capacity.value(Resource.CPU))
                        .sum());
    }

    @Test
    void aTraceThatIsTooShortIsCalledSo() {
        assertThat(TraceScenario.of(SampleTraces.csv(folder, 2, 3, 1), null, 1).remarks())
                .singleElement()
                .asString()
                .startsWith("The trace is too short for a verdict: 3 steps of 300 s, of which the first 1 is the known"
                        + " past.");
        assertThat(TraceScenario.of(SampleTraces.csv(folder, 2, 100, 1), null, 1)
                        .remarks())
                .singleElement()
                .asString()
                .startsWith("The trace is short: 100 steps");
        assertThat(TraceScenario.of(SampleTraces.csv(folder, 2, 600, 1), null, 1)
                        .remarks())
                .isEmpty();
    }
}
