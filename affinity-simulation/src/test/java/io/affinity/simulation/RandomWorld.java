// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.core.search.PolicyConflicts;
import io.affinity.simulation.workload.DemandPattern.Bursts;
import io.affinity.simulation.workload.DemandPattern.DailyCycle;
import io.affinity.simulation.workload.DemandPattern.Level;
import io.affinity.simulation.workload.DemandPattern.LevelShift;
import io.affinity.simulation.workload.DemandPattern.Noise;
import io.affinity.simulation.workload.DemandProfile;
import io.affinity.simulation.workload.GeneratedWorkload;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.contract.RandomProblems;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A small cluster with everything in it: uneven hosts in racks, all kinds of policies, some of them broken, VMs that write
 * memory while they are copied, half a day of demand with bursts and level shifts, and faults. Equal seeds give equal worlds.
 */
final class RandomWorld {

    static final int STEPS = 96;
    private static final Duration STEP = Duration.ofMinutes(5);

    private final SplittableRandom random;
    private final Fleet fleet;
    private final Workload workload;
    private final List<Fault> faults = new ArrayList<>();

    private RandomWorld(long seed) {
        random = new SplittableRandom(seed);
        Fleet drawn = RandomProblems.problem(seed).scenarios().fleet();
        List<Vm> vms = drawn.vms().stream()
                .map(vm -> vm.withDirtyBytesPerSecond(random.nextInt(4) * 200e6))
                .toList();
        workload = workload(drawn.observedAt(), vms, seed);
        fleet = withoutContradictions(drawn, drawn.policies());
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            faults.add(fault());
        }
    }

    static RandomWorld of(long seed) {
        return new RandomWorld(seed);
    }

    private Fleet withoutContradictions(Fleet drawn, List<LocationPolicy> policies) {
        Fleet.Builder builder = Fleet.builder(workload.start())
                .topology(drawn.topology())
                .hosts(drawn.hosts())
                .policies(policies);
        workload.vms().forEach(vm -> builder.vm(vm, drawn.placement().hostOf(vm.id())));
        Fleet candidate = builder.build();
        List<String> conflict = PolicyConflicts.find(candidate);
        if (conflict.isEmpty()) {
            return candidate;
        }
        return withoutContradictions(
                drawn,
                policies.stream()
                        .filter(policy -> !policy.name().equals(conflict.get(0)))
                        .toList());
    }

    private Workload workload(Instant start, List<Vm> vms, long seed) {
        GeneratedWorkload.Builder builder =
                GeneratedWorkload.builder(start, STEPS).seed(seed).step(STEP).history(24);
        for (int group = 0; group < 3; group++) {
            int remainder = group;
            List<Vm> members =
                    vms.stream().filter(vm -> vms.indexOf(vm) % 3 == remainder).toList();
            builder.group("group-" + group, profile(), members);
        }
        return builder.build();
    }

    private DemandProfile profile() {
        return DemandProfile.of(
                new Level(random.nextDouble(0.1, 0.5)),
                new DailyCycle(random.nextDouble(1, 7), random.nextDouble(0, 0.5), 20, 1),
                new LevelShift(STEP.multipliedBy(random.nextInt(STEPS)), random.nextDouble(-0.2, 0.4)),
                new Noise(0.2),
                new Bursts(4, 0.2, 2, Duration.ofMinutes(20)));
    }

    private Fault fault() {
        Instant at = workload.start().plusSeconds(random.nextInt(STEPS * 300));
        Instant until = at.plusSeconds(300 + random.nextInt(7200));
        return switch (random.nextInt(6)) {
            case 0 -> new Fault.HostCrash(anyHost(), at, Duration.between(at, until));
            case 1, 2 -> new Fault.MigrationFailure(1 + random.nextInt(6));
            case 3 -> new Fault.TelemetryGap(anyVm(), at, until);
            case 4 -> new Fault.TelemetryOutage(at, until);
            default -> new Fault.TelemetryLie(anyVm(), at, until, 1000);
        };
    }

    private HostId anyHost() {
        List<Host> hosts = fleet.hosts();
        return hosts.get(random.nextInt(hosts.size())).id();
    }

    private VmId anyVm() {
        List<Vm> vms = fleet.vms();
        return vms.get(random.nextInt(vms.size())).id();
    }

    Fleet fleet() {
        return fleet;
    }

    Workload workload() {
        return workload;
    }

    /** {@return what goes wrong; more often than not nothing that concerns migrations} */
    List<Fault> faults() {
        return List.copyOf(faults);
    }

    SimulatedCluster cluster() {
        return new SimulatedCluster(
                fleet, workload, SimulationSettings.builder().faults(faults).build());
    }

    Simulation simulation() {
        return Simulation.of(fleet, workload)
                .withSettings(SimulationSettings.builder().faults(faults).build());
    }
}
