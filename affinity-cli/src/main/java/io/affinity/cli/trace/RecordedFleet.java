// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.trace;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Equal hosts for recorded VMs. A host has twice the size of the largest VM, at least 16 and at most 128 cores, and 8 GiB of
 * memory a core. It may promise its CPU three times and its memory once.
 */
public final class RecordedFleet {

    public static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);
    public static final double CPU_OVERCOMMIT = 3;

    private static final double MEMORY_OF_CORE = 8L << 30;
    private static final int LEAST_CORES = 16;
    private static final int MOST_CORES = 128;
    private static final int LEAST_HOSTS = 2;
    private static final double FULL_AT_PEAK = 0.75;

    private RecordedFleet() {}

    /** How VMs are placed in the beginning. */
    public enum Placing {
        /** First fit, in their order, on as few hosts as hold what they were promised. */
        PACKED,
        /** Each on the host that has promised least, as platforms do; on as many hosts as the demand at its peak asks for. */
        SPREAD
    }

    /**
     * {@return a fleet of these VMs}
     *
     * @param vms with CPU and memory
     * @param peaks what all VMs demand together when they demand most, of CPU and memory; 0 where nobody knows
     * @param hostCount at least 1, or null for as many as the VMs need
     * @throws IllegalArgumentException if a VM is larger than any host, or the VMs do not fit on so many hosts
     */
    public static Fleet of(
            Instant at, List<Vm> vms, Placing placing, ResourceVector peaks, @Nullable Integer hostCount) {
        ResourceVector capacity = capacity(vms);
        Host host = host(0, capacity);
        vms.forEach(vm -> requireFits(vm, host));
        HostPacking packing = new HostPacking(vms, host);
        int[] first = packing.firstFit();
        int least = 1 + Arrays.stream(first).max().orElse(0);
        int usual = placing == Placing.PACKED ? least : Math.max(least, hostsFor(peaks, capacity));
        int count = hostCount == null ? Math.max(LEAST_HOSTS, usual) : hostCount;
        if (count < least) {
            throw new IllegalArgumentException("The " + vms.size() + " VMs of the trace do not fit on " + count
                    + (count == 1 ? " host" : " hosts") + " of " + size(capacity) + "; they need " + least
                    + " (--hosts " + least + ").");
        }
        int[] placement = placing == Placing.PACKED ? first : packing.spread(count);
        Fleet.Builder fleet = Fleet.builder(at);
        for (int h = 0; h < count; h++) {
            fleet.host(host(h, capacity));
        }
        for (int vm = 0; vm < vms.size(); vm++) {
            // Where nothing but tight packing fits, VMs are packed.
            fleet.vm(
                    vms.get(vm),
                    host(placement.length == 0 ? first[vm] : placement[vm], capacity)
                            .id());
        }
        return fleet.build();
    }

    /** {@return how many hosts are three quarters full when demand is highest} */
    private static int hostsFor(ResourceVector peaks, ResourceVector capacity) {
        double most = LEAST_HOSTS;
        for (int r = 0; r < RESOURCES.size(); r++) {
            most = Math.max(most, Math.ceil(peaks.value(r) / (FULL_AT_PEAK * capacity.value(r))));
        }
        return (int) most;
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
                        "The VM (%s) is larger than any host: it needs %,.1f %s of %s, a host has %,.1f. Values must"
                                + " be in cores and bytes.",
                        vm.id(),
                        vm.allocation().value(r),
                        RESOURCES.get(r).unit(),
                        RESOURCES.get(r),
                        most));
            }
        }
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
