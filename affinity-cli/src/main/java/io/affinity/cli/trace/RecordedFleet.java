package io.affinity.cli.trace;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Equal hosts for recorded VMs. A host has twice the size of the largest VM, at least 16 and at most 128 cores, and 8 GiB of
 * memory a core. It may promise its CPU three times and its memory once; VMs are placed first fit, in their order.
 */
public final class RecordedFleet {

    public static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);
    public static final double CPU_OVERCOMMIT = 3;

    private static final double MEMORY_OF_CORE = 8L << 30;
    private static final int LEAST_CORES = 16;
    private static final int MOST_CORES = 128;
    private static final int LEAST_HOSTS = 2;

    private RecordedFleet() {}

    /**
     * {@return a fleet of these VMs}
     *
     * @param vms with CPU and memory
     * @param hostCount at least 1, or null for as many as the VMs need
     * @throws IllegalArgumentException if a VM is larger than any host, or the VMs do not fit on so many hosts
     */
    public static Fleet of(Instant at, List<Vm> vms, @Nullable Integer hostCount) {
        ResourceVector capacity = capacity(vms);
        vms.forEach(vm -> requireFits(vm, host(0, capacity)));
        List<Host> hosts = new ArrayList<>();
        int[] placement = firstFit(vms, capacity, hosts);
        int needed = hosts.size();
        int count = hostCount == null ? Math.max(LEAST_HOSTS, needed) : hostCount;
        if (count < needed) {
            throw new IllegalArgumentException("The " + vms.size() + " VMs of the trace do not fit on " + count
                    + (count == 1 ? " host" : " hosts") + " of " + size(capacity) + "; they need " + needed
                    + " (--hosts " + needed + ").");
        }
        for (int h = needed; h < count; h++) {
            hosts.add(host(h, capacity));
        }
        Fleet.Builder fleet = Fleet.builder(at).hosts(hosts);
        for (int vm = 0; vm < placement.length; vm++) {
            fleet.vm(vms.get(vm), hosts.get(placement[vm]).id());
        }
        return fleet.build();
    }

    private static ResourceVector capacity(List<Vm> vms) {
        double largest = 0;
        for (Vm vm : vms) {
            largest = Math.max(largest, vm.allocation().value(Resource.CPU));
            largest = Math.max(largest, vm.allocation().value(Resource.MEMORY) / MEMORY_OF_CORE);
        }
        int cores = LEAST_CORES;
        while (cores < MOST_CORES && cores < 2 * largest) {
            cores *= 2;
        }
        return ResourceVector.of(RESOURCES, cores, cores * MEMORY_OF_CORE);
    }

    private static Host host(int index, ResourceVector capacity) {
        return Host.of(new HostId("host-" + index), capacity).withOvercommitRatio(Resource.CPU, CPU_OVERCOMMIT);
    }

    private static void requireFits(Vm vm, Host host) {
        for (int r = 0; r < RESOURCES.size(); r++) {
            double most = host.capacity().value(r);
            if (vm.allocation().value(r) > most) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "The VM (%s) is larger than any host: it needs %,.1f %s of %s, a host has %,.1f. Values must be in"
                                + " cores and bytes.",
                        vm.id(),
                        vm.allocation().value(r),
                        RESOURCES.get(r).unit(),
                        RESOURCES.get(r),
                        most));
            }
        }
    }

    /** Adds hosts as they are needed. */
    private static int[] firstFit(List<Vm> vms, ResourceVector capacity, List<Host> hosts) {
        List<double[]> promised = new ArrayList<>();
        int[] placement = new int[vms.size()];
        for (int v = 0; v < placement.length; v++) {
            int h = 0;
            while (h < hosts.size() && !fits(vms.get(v), hosts.get(h), promised.get(h))) {
                h++;
            }
            if (h == hosts.size()) {
                hosts.add(host(h, capacity));
                promised.add(new double[RESOURCES.size()]);
            }
            for (int r = 0; r < RESOURCES.size(); r++) {
                promised.get(h)[r] += vms.get(v).allocation().value(r);
            }
            placement[v] = h;
        }
        return placement;
    }

    private static boolean fits(Vm vm, Host host, double[] promised) {
        for (int r = 0; r < RESOURCES.size(); r++) {
            if (promised[r] + vm.allocation().value(r) > host.allocationLimit(r)) {
                return false;
            }
        }
        return true;
    }

    /** {@return the size of a host in words} */
    public static String size(ResourceVector capacity) {
        return String.format(
                Locale.ROOT,
                "%.0f cores and %,.0f GiB",
                capacity.value(Resource.CPU),
                capacity.value(Resource.MEMORY) / (1L << 30));
    }
}
