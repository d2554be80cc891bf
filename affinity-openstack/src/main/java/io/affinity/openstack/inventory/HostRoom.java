// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.openstack.compute.Flavor;
import io.affinity.openstack.compute.Hypervisor;
import io.affinity.openstack.compute.ProviderResources;
import io.affinity.openstack.compute.ProviderResources.Amount;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceVector;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a host has, and how much of it VMs of the inventory may be promised: what Placement lets be allocated, {@code (total - reserved) * allocation_ratio},
 * less what is allocated there to anything but these VMs, such as servers that are switched off, or that arrive. It is never less than these
 * VMs have, as Nova forces nobody off a host that has promised too much.
 *
 * @param capacity CPU in cores, memory in bytes; zero where it is not known
 * @param ratio by which capacity is to be multiplied for what may be promised
 * @param reserved share of the capacity that is not for servers, below 1
 */
record HostRoom(ResourceVector capacity, ResourceVector ratio, ResourceVector reserved) {

    private static final double MIB = 1 << 20;

    /** A reserve of everything would leave nothing to divide by. */
    private static final double MOST_RESERVED = 0.99;

    /** What is left of a host that is full of other things: next to nothing, as a ratio is positive. */
    private static final double NOTHING = 1e-300;

    /** What there is of one resource, what may be promised, and what is, in the unit of the resource. */
    private record Room(double total, double reserved, double promisable, double allocated) {}

    /**
     * {@return the room of a host}
     *
     * @param resources null where Placement does not tell them
     * @param hypervisor null if there is none
     * @param guests flavors of the VMs that are there, or that we migrate there
     * @param others flavors of other servers that are there
     */
    static HostRoom of(
            @Nullable ProviderResources resources,
            @Nullable Hypervisor hypervisor,
            List<Flavor> guests,
            List<Flavor> others) {
        double cores = guests.stream().mapToDouble(Flavor::vcpus).sum();
        double memory = guests.stream().mapToDouble(Flavor::memoryMib).sum();
        if (resources != null) {
            return of(
                    sum(resources, 1, ProviderResources.VCPU, ProviderResources.PCPU),
                    cores,
                    sum(resources, MIB, ProviderResources.MEMORY_MB),
                    memory * MIB);
        }
        double hostCores = hypervisor == null ? 0 : hypervisor.vcpus();
        double hostMemory = hypervisor == null ? 0 : hypervisor.memoryMib() * MIB;
        double all = Stream.concat(guests.stream(), others.stream())
                .mapToDouble(Flavor::memoryMib)
                .sum();
        return of(
                new Room(hostCores, 0, Double.POSITIVE_INFINITY, cores),
                cores,
                new Room(hostMemory, 0, hostMemory, all * MIB),
                memory * MIB);
    }

    private static Room sum(ProviderResources resources, double unit, String... classes) {
        Room sum = new Room(0, 0, 0, 0);
        for (String name : classes) {
            Amount amount = resources.amount(name);
            sum = new Room(
                    sum.total() + amount.total() * unit,
                    sum.reserved() + amount.reserved() * unit,
                    sum.promisable() + Math.max(0, amount.promisable()) * unit,
                    sum.allocated() + resources.usages().getOrDefault(name, 0.0) * unit);
        }
        return sum;
    }

    private static HostRoom of(Room cpu, double cores, Room memory, double bytes) {
        return new HostRoom(
                ResourceVector.cpuAndMemory(cpu.total(), memory.total()),
                ResourceVector.cpuAndMemory(ratio(cpu, cores), ratio(memory, bytes)),
                ResourceVector.cpuAndMemory(share(cpu), share(memory)));
    }

    private static double share(Room room) {
        return room.total() > 0 ? Math.min(MOST_RESERVED, Math.max(0, room.reserved() / room.total())) : 0;
    }

    private static double ratio(Room room, double ofGuests) {
        double taken = Math.max(0, room.allocated() - ofGuests);
        double limit = Math.max(room.promisable() - taken, ofGuests);
        if (!(room.total() > 0)) {
            return 1;
        }
        double ratio = Math.max(limit / room.total(), NOTHING);
        // A quotient that was rounded down would leave the last VM no room.
        return room.total() * ratio < limit ? Math.nextUp(ratio) : ratio;
    }

    /** {@return whether everything is known} */
    boolean isKnown() {
        return capacity.value(Resource.CPU) > 0 && capacity.value(Resource.MEMORY) > 0;
    }
}
