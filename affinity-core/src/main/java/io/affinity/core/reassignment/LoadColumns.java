// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/**
 * What VMs need and hosts have of each resource, in whole numbers, so that sums are exact in any order. One row a VM and a host:
 * resource {@code r} of row {@code i} is at {@code i * resources + r}. Immutable and thread-safe.
 *
 * <p>A resource is transient where a VM that moves takes it on both hosts, as memory and disks are while it is copied: what is on a host
 * in the end and what has left it must fit together.
 */
public final class LoadColumns {

    private final int resources;
    private final long[] need;
    private final long[] capacity;
    private final boolean[] isTransient;

    private LoadColumns(int resources, long[] need, long[] capacity, boolean[] isTransient) {
        this.resources = resources;
        this.need = need;
        this.capacity = capacity;
        this.isTransient = isTransient;
    }

    /**
     * {@return the columns of these rows}
     *
     * @param need by VM and resource, not negative; copied
     * @param capacity by host and resource, not negative; copied
     * @param isTransient by resource; copied
     * @throws IllegalArgumentException if a length is no multiple of the number of resources, or a number is negative
     */
    public static LoadColumns of(long[] need, long[] capacity, boolean[] isTransient) {
        int resources = isTransient.length;
        requireRows("needs", need, resources);
        requireRows("capacities", capacity, resources);
        return new LoadColumns(resources, need.clone(), capacity.clone(), isTransient.clone());
    }

    private static void requireRows(String what, long[] rows, int resources) {
        if (resources == 0 ? rows.length > 0 : rows.length % resources != 0) {
            throw new IllegalArgumentException("The number of " + what + " (" + rows.length
                    + ") must be a multiple of that of the resources (" + resources + ").");
        }
        for (long each : rows) {
            if (each < 0) {
                throw new IllegalArgumentException("None of the " + what + " may be negative (" + each + ").");
            }
        }
    }

    /** {@return the number of resources} */
    public int resources() {
        return resources;
    }

    /** {@return how many VMs there are} */
    public int vms() {
        return resources == 0 ? 0 : need.length / resources;
    }

    /** {@return how many hosts there are} */
    public int hosts() {
        return resources == 0 ? 0 : capacity.length / resources;
    }

    /** {@return the rows of the VMs; not to be written to} */
    long[] needs() {
        return need;
    }

    /** {@return the rows of the hosts; not to be written to} */
    long[] capacities() {
        return capacity;
    }

    /** {@return what a VM needs of a resource} */
    public long need(int vm, int resource) {
        return need[vm * resources + resource];
    }

    /** {@return what a host has of a resource} */
    public long capacity(int host, int resource) {
        return capacity[host * resources + resource];
    }

    /** {@return whether a VM that moves takes it on both hosts} */
    public boolean isTransient(int resource) {
        return isTransient[resource];
    }
}
