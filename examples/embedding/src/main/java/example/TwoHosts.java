package example;

import io.affinity.simulation.SimulatedCluster;
import io.affinity.simulation.workload.DemandPattern;
import io.affinity.simulation.workload.DemandProfile;
import io.affinity.simulation.workload.GeneratedWorkload;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.Vm;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** What is simulated in place of a platform; nothing of it is needed where there is one. */
final class TwoHosts {

    private TwoHosts() {}

    /** Eight VMs that want 24 cores, all on the first of two hosts with 16 cores. */
    static SimulatedCluster cluster() {
        List<Vm> vms =
                IntStream.range(0, 8).mapToObj(i -> Vm.of("web-" + i, 4, 8e9)).toList();
        GeneratedWorkload workload = GeneratedWorkload.builder(Instant.parse("2026-01-05T00:00:00Z"), 288)
                .history(288) // a day that telemetry knows in the beginning
                .group("web", DemandProfile.of(new DemandPattern.Level(0.75)), vms)
                .build();
        Host first = Host.of("a", 16, 64e9);
        Fleet.Builder fleet = Fleet.builder(workload.start()).host(first).host(Host.of("b", 16, 64e9));
        vms.forEach(vm -> fleet.vm(vm, first.id()));
        return new SimulatedCluster(fleet.build(), workload);
    }
}
