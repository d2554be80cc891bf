package io.affinity.spi.model;

/**
 * One virtual machine. Immutable and thread-safe; {@code with...} methods return changed copies.
 *
 * @param id unique in the fleet
 * @param tenant who owns it
 * @param allocation what it was promised, and the most it can use, in the unit of each resource; finite
 * @param priority how much its demand matters
 * @param dirtyBytesPerSecond how fast it writes memory, as last measured; zero if that is not known
 */
public record Vm(VmId id, Tenant tenant, ResourceVector allocation, Priority priority, double dirtyBytesPerSecond) {

    private static final Tenant NOBODY = new Tenant("-");

    public Vm {
        for (int r = 0; r < allocation.resources().size(); r++) {
            Checks.quantity("allocation of " + allocation.resources().get(r) + " of VM " + id, allocation.value(r));
        }
        Checks.quantity("dirty rate of VM " + id + " in bytes per second", dirtyBytesPerSecond);
    }

    /** {@return a VM of normal priority that no tenant claims} */
    public static Vm of(VmId id, ResourceVector allocation) {
        return new Vm(id, NOBODY, allocation, Priority.NORMAL, 0);
    }

    public Vm withTenant(Tenant newTenant) {
        return new Vm(id, newTenant, allocation, priority, dirtyBytesPerSecond);
    }

    public Vm withPriority(Priority newPriority) {
        return new Vm(id, tenant, allocation, newPriority, dirtyBytesPerSecond);
    }

    public Vm withDirtyBytesPerSecond(double newDirtyBytesPerSecond) {
        return new Vm(id, tenant, allocation, priority, newDirtyBytesPerSecond);
    }

    /** {@return how much memory a migration has to copy; zero if memory is not among the resources} */
    public double memoryBytes() {
        return allocation.resources().contains(Resource.MEMORY) ? allocation.value(Resource.MEMORY) : 0;
    }
}
