// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.core.power.PowerModel;
import io.affinity.simulation.workload.RecordedWorkload;
import io.affinity.simulation.workload.Recording;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The experiment of Beloglazov and Buyya 2012 on a day of PlanetLab, set up as CloudSim 3.0.3 does it, so that results can
 * be compared with its. One core stands for 1,000 MIPS.
 *
 * <p>Hosts alternate between HP ProLiant ML110 G4 (2 x 1,860 MIPS) and G5 (2 x 2,660 MIPS). VMs are, in four equal blocks, of
 * 2,500 MIPS and 870 MB, 2,000 and 1,740, 1,000 and 1,740, 500 and 613. In the beginning each is placed where its full MIPS
 * add least power to an idle host; a core is never shared by less than a VM's MIPS then, and memory and bandwidth are
 * limited. From then on memory does not bind: VMs demand none, its size only decides how long a migration takes, which is
 * memory over half of 1 Gbit/s. Cycles run 0.1 s after each full step from the second one on, hosts without load sleep, and
 * VMs without demand end.
 */
public final class PublishedSetup {

    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);
    private static final double HOST_MEMORY = 4096e6;
    private static final int HOST_VMS = 10;
    private static final double[] VM_CORES = {2.5, 2, 1, 0.5};
    private static final double[] VM_MEMORY = {870e6, 1740e6, 1740e6, 613e6};

    private final Workload workload;
    private final Fleet fleet;

    private PublishedSetup(Workload workload, Fleet fleet) {
        this.workload = workload;
        this.fleet = fleet;
    }

    /**
     * {@return the experiment with this day of CPU utilization, as fractions}
     *
     * @param hostCount at least 1; the published number is 800
     * @throws IllegalArgumentException if the VMs do not fit on the hosts
     */
    public static PublishedSetup of(Recording recording, int hostCount) {
        if (hostCount < 1) {
            throw new IllegalArgumentException("The number of hosts (" + hostCount + ") must be at least 1.");
        }
        List<Vm> vms = vms(recording.vms());
        List<Host> hosts = new ArrayList<>();
        for (int h = 0; h < hostCount; h++) {
            hosts.add(host(h));
        }
        Workload workload = RecordedWorkload.inOrder(recording, vms);
        Fleet.Builder builder = Fleet.builder(workload.start()).hosts(hosts);
        FirstPlacement placement = new FirstPlacement(hosts);
        vms.forEach(vm -> builder.vm(vm, placement.place(vm)));
        return new PublishedSetup(workload, builder.build());
    }

    private static Host host(int index) {
        double cores = isG4(index) ? 2 * 1.86 : 2 * 2.66;
        ResourceVector capacity = ResourceVector.of(RESOURCES, cores, HOST_MEMORY);
        return Host.of(new HostId((isG4(index) ? "g4-" : "g5-") + index), capacity)
                .withOvercommitRatio(Resource.MEMORY, Double.POSITIVE_INFINITY);
    }

    private static boolean isG4(int index) {
        return index % 2 == 0;
    }

    private static List<Vm> vms(List<String> names) {
        int block = (names.size() + VM_CORES.length - 1) / VM_CORES.length;
        List<Vm> vms = new ArrayList<>();
        for (int v = 0; v < names.size(); v++) {
            int type = v / block;
            vms.add(Vm.of(new VmId(names.get(v)), ResourceVector.of(RESOURCES, VM_CORES[type], VM_MEMORY[type])));
        }
        return vms;
    }

    public Workload workload() {
        return workload;
    }

    public Fleet fleet() {
        return fleet;
    }

    /** {@return how CloudSim's world behaves} */
    public SimulationSettings settings() {
        return SimulationSettings.builder()
                .power(PublishedSetup::power)
                .emptyHosts(SimulationSettings.EmptyHosts.SLEEP)
                .idleVms(SimulationSettings.IdleVms.LEAVE)
                .firstTick(1)
                .tickOffset(Duration.ofMillis(100))
                .build();
    }

    /** {@return the power of a host of this experiment} */
    public static PowerModel power(Host host) {
        return host.id().value().startsWith("g4-") ? PowerModel.HP_PROLIANT_G4 : PowerModel.HP_PROLIANT_G5;
    }

    /** {@return as many migrations at a time as one likes, each at half of 1 Gbit/s} */
    public static MigrationLimits limits() {
        return new MigrationLimits(
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                62.5e6,
                Duration.ofMillis(300),
                Duration.ofMinutes(30),
                Escalation.THROTTLE,
                Map.of(),
                Map.of());
    }

    /** Books full MIPS, memory and bandwidth; the least increase of power wins, and the first host among equals. */
    private static final class FirstPlacement {

        private final List<Host> hosts;
        private final double[] booked;
        private final double[] memory;
        private final int[] count;

        FirstPlacement(List<Host> hosts) {
            this.hosts = hosts;
            this.booked = new double[hosts.size()];
            this.memory = new double[hosts.size()];
            this.count = new int[hosts.size()];
        }

        HostId place(Vm vm) {
            double cores = vm.allocation().value(Resource.CPU);
            int best = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int h = 0; h < booked.length; h++) {
                double capacity = hosts.get(h).capacity().value(Resource.CPU);
                boolean fits = capacity / 2 >= cores
                        && capacity - booked[h] >= cores
                        && memory[h] + vm.memoryBytes() <= HOST_MEMORY
                        && count[h] < HOST_VMS;
                double watts = power(hosts.get(h)).watts((booked[h] + cores) / capacity);
                double increase = watts - power(hosts.get(h)).watts(0);
                if (fits && increase < least - 1e-9) {
                    best = h;
                    least = increase;
                }
            }
            if (best < 0) {
                throw new IllegalArgumentException(
                        "The VM (" + vm.id() + ") does not fit on any of the " + booked.length
                                + " hosts at its full size. Maybe there are too few hosts; the published number is 800.");
            }
            booked[best] += cores;
            memory[best] += vm.memoryBytes();
            count[best]++;
            return hosts.get(best).id();
        }
    }
}
