// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

/**
 * One virtual machine. Immutable and thread-safe; {@code with...} methods return changed copies.
 *
 * @param id unique in the fleet; what a VM is known by for good
 * @param name what people call it; not blank. Nothing but a label: several VMs may have one name
 * @param tenant who owns it
 * @param allocation what it was promised, and the most it can use, in the unit of each resource; finite
 * @param priority how much its demand matters
 * @param memoryBytes how much a migration has to copy; more than the allocation of memory if a part of it, such as huge pages,
 *     is not taken from the memory that VMs of a host share
 * @param dirtyBytesPerSecond how fast it writes memory, as last measured; zero if that is not known
 */
public record Vm(
        VmId id,
        String name,
        Tenant tenant,
        ResourceVector allocation,
        Priority priority,
        double memoryBytes,
        double dirtyBytesPerSecond) {

    private static final Tenant NOBODY = new Tenant("-");

    public Vm {
        Checks.name("name of VM " + id, name);
        for (int r = 0; r < allocation.resources().size(); r++) {
            Checks.quantity("allocation of " + allocation.resources().get(r) + " of VM " + id, allocation.value(r));
        }
        Checks.quantity("memory of VM " + id + " in bytes", memoryBytes);
        Checks.quantity("dirty rate of VM " + id + " in bytes per second", dirtyBytesPerSecond);
    }

    /** {@return a VM called by its id, of normal priority, that no tenant claims, with the memory of its allocation, or none if that names none} */
    public static Vm of(VmId id, ResourceVector allocation) {
        double memory = allocation.resources().contains(Resource.MEMORY) ? allocation.value(Resource.MEMORY) : 0;
        return new Vm(id, id.value(), NOBODY, allocation, Priority.NORMAL, memory, 0);
    }

    /**
     * {@return an {@linkplain #of(VmId, ResourceVector) ordinary VM} of a fleet that is judged by CPU and memory, in this order}
     *
     * @param cores it was promised; not negative, finite
     * @param memoryBytes it was promised, and a migration has to copy; not negative, finite
     */
    public static Vm of(String id, double cores, double memoryBytes) {
        return of(new VmId(id), ResourceVector.cpuAndMemory(cores, memoryBytes));
    }

    public Vm withName(String newName) {
        return new Vm(id, newName, tenant, allocation, priority, memoryBytes, dirtyBytesPerSecond);
    }

    public Vm withTenant(Tenant newTenant) {
        return new Vm(id, name, newTenant, allocation, priority, memoryBytes, dirtyBytesPerSecond);
    }

    public Vm withPriority(Priority newPriority) {
        return new Vm(id, name, tenant, allocation, newPriority, memoryBytes, dirtyBytesPerSecond);
    }

    public Vm withMemoryBytes(double newMemoryBytes) {
        return new Vm(id, name, tenant, allocation, priority, newMemoryBytes, dirtyBytesPerSecond);
    }

    public Vm withDirtyBytesPerSecond(double newDirtyBytesPerSecond) {
        return new Vm(id, name, tenant, allocation, priority, memoryBytes, newDirtyBytesPerSecond);
    }
}
