// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.simulation.FanSubjects.Subject;
import io.affinity.simulation.SimulationSettings.IdleVms;
import io.affinity.simulation.workload.RecordedWorkload;
import io.affinity.simulation.workload.Recording;
import io.affinity.simulation.workload.Traces;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FanSubjectsTest {

    @TempDir
    private Path folder;

    /** CPU varies by 1, 2, 3, 4, 5 and 0 cores; the VM that varies most is idle once, the first one is critical. */
    private Workload workload() throws IOException {
        Path trace = Files.writeString(folder.resolve("t.csv"), """
                vm,resource,t0,t1,t2
                a,cpu,1,2,1
                b,cpu,1,3,1
                c,cpu,1,4,1
                d,cpu,1,5,1
                e,cpu,0,5,1
                f,cpu,1,1,1
                """);
        Recording recording = Traces.open(trace);
        List<Vm> vms = new ArrayList<>(recording.asVms(ResourceVector.of(ResourceSet.of(Resource.CPU), 8)));
        vms.set(0, vms.get(0).withPriority(Priority.CRITICAL));
        return RecordedWorkload.inOrder(recording, vms);
    }

    @Test
    void thoseThatVaryMostAndOneOfTheHighestPriorityAreChosen() throws IOException {
        assertThat(FanSubjects.of(workload(), IdleVms.STAY).subjects())
                .containsExactly(new Subject(4, 0), new Subject(3, 0), new Subject(2, 0), new Subject(0, 0));
    }

    @Test
    void vmsThatEndEarlyAreLeftOut() throws IOException {
        assertThat(FanSubjects.of(workload(), IdleVms.LEAVE).subjects())
                .containsExactly(new Subject(3, 0), new Subject(2, 0), new Subject(1, 0), new Subject(0, 0));
    }
}
