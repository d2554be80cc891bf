// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedWorkloadTest {

    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.MEMORY, Resource.CPU);

    @TempDir
    Path folder;

    private Recording percentages;
    private Recording quantities;

    @BeforeEach
    void read() {
        percentages =
                Traces.open(TraceFiles.text(folder.resolve("percent.csv"), "vm,t0,t1,t2", "a,10,20,30", "b,40,50,60"));
        quantities = Traces.open(
                TraceFiles.text(folder.resolve("quantity.csv"), "vm,resource,t0,t1", "a,cpu,1,9", "b,cpu,2,"));
    }

    @Test
    void fractionsAreMultipliedWithTheAllocation() {
        RecordedWorkload workload = RecordedWorkload.inOrder(percentages, List.of(vm("x", 4, 1000), vm("y", 2, 1000)));

        assertThat(workload.resources()).isEqualTo(RESOURCES);
        assertThat(workload.demand(0, 1, 0)).isEqualTo(0.4);
        assertThat(workload.demand(1, 1, 2)).isEqualTo(1.2);
        assertThat(workload.demand(1, 0, 2)).isZero();
        assertThat(workload.covariates(new VmId("x"))).isEmpty();
    }

    @Test
    void quantitiesAreTakenAsTheyAreEvenAboveTheAllocationAndGapsStayGaps() {
        RecordedWorkload workload = RecordedWorkload.inOrder(quantities, List.of(vm("x", 4, 0), vm("y", 2, 0)));

        assertThat(workload.demand(0, 1, 1)).isEqualTo(9);
        assertThat(workload.demand(1, 1, 1)).isNaN();
    }

    @Test
    void byNameEachVmHasTheDemandRecordedForIt() {
        RecordedWorkload workload = RecordedWorkload.byName(percentages, List.of(vm("b", 1, 1)));

        assertThat(workload.demand(0, 1, 0)).isEqualTo(0.4);
        assertThatThrownBy(() -> RecordedWorkload.byName(percentages, List.of(vm("z", 1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The VM (z) must be one that the recording has.");
    }

    @Test
    void whatWasNotRecordedIsDemandedAsTheCallerChooses() {
        RecordedWorkload workload =
                RecordedWorkload.inOrder(percentages, List.of(vm("x", 4, 1000))).withUnrecorded(Resource.MEMORY, 0.75);

        assertThat(workload.demand(0, 0, 0)).isEqualTo(750);
        assertThatThrownBy(() -> workload.withUnrecorded(Resource.CPU, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The resource (cpu) must be one that was not recorded");
        assertThatThrownBy(() -> workload.withUnrecorded(Resource.MEMORY, 1.5))
                .hasMessage("The fraction of the allocation of memory (1.5) must be from 0 to 1.");
    }

    @Test
    void historyIsCutFromTheBeginning() {
        RecordedWorkload workload =
                RecordedWorkload.inOrder(percentages, List.of(vm("x", 1, 0))).withHistory(2);

        assertThat(workload.historySteps()).isEqualTo(2);
        assertThat(workload.steps()).isEqualTo(1);
        assertThat(workload.start()).isEqualTo(Instant.parse("2011-03-03T00:10:00Z"));
        assertThat(workload.demand(0, 1, -2)).isEqualTo(0.1);
        assertThat(workload.demand(0, 1, 0)).isEqualTo(0.3);
        assertThatThrownBy(() -> workload.demand(0, 1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> workload.demand(0, 1, -3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> workload.withHistory(3))
                .hasMessage("The number of history steps (3) must be from 0 to 2.");
    }

    @Test
    void vmsMustFitTheRecordingAndEachOther() {
        List<Vm> tooMany = List.of(vm("x", 1, 1), vm("y", 1, 1), vm("z", 1, 1));
        Vm other = Vm.of(new VmId("y"), ResourceVector.of(ResourceSet.of(Resource.CPU), 1));

        assertThatThrownBy(() -> RecordedWorkload.inOrder(percentages, tooMany))
                .hasMessage("The number of VMs (3) must be at most the number recorded (2).");
        assertThatThrownBy(() -> RecordedWorkload.inOrder(percentages, List.of()))
                .hasMessage("A workload must have at least one VM.");
        assertThatThrownBy(() -> RecordedWorkload.inOrder(percentages, List.of(vm("x", 1, 1), vm("x", 1, 1))))
                .hasMessage("Two VMs have the id (x).");
        assertThatThrownBy(() -> RecordedWorkload.inOrder(percentages, List.of(vm("x", 1, 1), other)))
                .hasMessage("The resources of VM y [cpu] must be those of VM x [memory, cpu].");
    }

    @Test
    void aRecordingMakesVmsThatAreLargeEnough() {
        ResourceVector usual = ResourceVector.of(RESOURCES, 1000, 4);

        List<Vm> vms = quantities.asVms(usual);

        assertThat(vms).extracting(vm -> vm.id().value()).containsExactly("a", "b");
        assertThat(vms.get(0).allocation()).isEqualTo(ResourceVector.of(RESOURCES, 1000, 9));
        assertThat(vms.get(1).allocation()).isEqualTo(usual);
        assertThat(percentages.asVms(usual).get(0).allocation()).isEqualTo(usual);
    }

    private static Vm vm(String id, double cores, double bytes) {
        return Vm.of(new VmId(id), ResourceVector.of(RESOURCES, bytes, cores));
    }
}
