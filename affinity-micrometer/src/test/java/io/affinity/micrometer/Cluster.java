// SPDX-License-Identifier: Apache-2.0
package io.affinity.micrometer;

import io.affinity.core.Mode;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerBuilder;
import io.affinity.forecast.Forecasters;
import io.affinity.simulation.SimulatedCluster;
import io.affinity.simulation.workload.DemandPattern;
import io.affinity.simulation.workload.DemandProfile;
import io.affinity.simulation.workload.GeneratedWorkload;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.Vm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Eight VMs that want 24 cores, all on the first of two hosts with 16 cores, in virtual time. */
final class Cluster {

    private static final Duration STEP = Duration.ofMinutes(5);

    private final SimulatedCluster simulated;

    Cluster() {
        List<Vm> vms =
                IntStream.range(0, 8).mapToObj(i -> Vm.of("web-" + i, 4, 8e9)).toList();
        GeneratedWorkload workload = GeneratedWorkload.builder(Instant.parse("2026-01-05T00:00:00Z"), 288)
                .history(288)
                .group("web", DemandProfile.of(new DemandPattern.Level(0.75)), vms)
                .build();
        Host first = Host.of("a", 16, 64e9);
        Fleet.Builder fleet = Fleet.builder(workload.start()).host(first).host(Host.of("b", 16, 64e9));
        vms.forEach(vm -> fleet.vm(vm, first.id()));
        simulated = new SimulatedCluster(fleet.build(), workload);
    }

    RebalancerBuilder loop() {
        return Rebalancer.builder()
                .telemetry(simulated.telemetry())
                .migrator(simulated.migrator())
                .clock(simulated.clock())
                .mode(Mode.AUTOMATIC)
                .forecaster(Forecasters.auto());
    }

    /** Goes round so often, and looks after migrations in between. */
    void run(Rebalancer rebalancer, int cycles) {
        for (int cycle = 0; cycle < cycles; cycle++) {
            rebalancer.cycle();
            for (int look = 0; look < 10; look++) {
                simulated.pass(STEP.dividedBy(10));
                rebalancer.advance();
            }
        }
    }
}
