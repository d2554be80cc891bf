// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.simulation.workload.Recording;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.Vm;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetRecordingTest {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private static Fleet fleet() {
        HostId a = new HostId("a");
        return Fleet.builder(START)
                .host(Host.of("a", 16, 64e9))
                .vm(Vm.of("id-1", 2, 4e9).withName("web"), a)
                .vm(Vm.of("id-2", 2, 8e9), a)
                .build();
    }

    private static Recording recording(ResourceSet resources, String... vms) {
        float[][] columns = new float[vms.length * resources.size()][];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = new float[] {c + 1, c + 1};
        }
        double[] allocations = new double[columns.length];
        Arrays.fill(allocations, Double.NaN);
        return Recording.of(
                List.of(vms),
                resources,
                Recording.Measure.QUANTITY,
                START,
                Duration.ofMinutes(5),
                columns,
                allocations);
    }

    private static final ResourceSet BOTH = ResourceSet.of(Resource.CPU, Resource.MEMORY);

    @Test
    void vmsAreFoundByIdOrNameInAnyOrder() {
        FleetRecording found = FleetRecording.of(recording(BOTH, "id-2", "web"), fleet());

        assertThat(found.recording().vms()).containsExactly("id-1", "id-2");
        assertThat(found.recording().value(0, 0, 0)).isEqualTo(3);
        assertThat(found.recording().value(1, 1, 1)).isEqualTo(2);
        assertThat(found.remarks()).isEmpty();
    }

    @Test
    void whatIsMissingOnEitherSideIsTold() {
        FleetRecording found = FleetRecording.of(recording(BOTH, "web", "old-1", "old-2"), fleet());

        assertThat(found.remarks())
                .containsExactly(
                        "Nothing is recorded of 1 VM of the cluster (id-2): taken to use all memory that was promised,"
                                + " and nothing else.",
                        "2 VMs of the recording are not in the cluster, and left out.");
        assertThat(found.recording().value(1, 0, 0)).isZero();
        assertThat(found.recording().value(1, 1, 0)).isEqualTo(8e9);
    }

    @Test
    void aRecordingOfOtherVmsIsRefusedWithNamesOfBoth() {
        assertThatThrownBy(() -> FleetRecording.of(recording(BOTH, "x", "y"), fleet()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("it has x, y", "the cluster has web, id-2", "same names or ids");
    }

    @Test
    void aRecordingWithoutCpuIsRefused() {
        assertThatThrownBy(() -> FleetRecording.of(recording(ResourceSet.of(Resource.MEMORY), "web"), fleet()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have CPU; it has [memory]");
    }
}
