// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

/**
 * One dimension of capacity and demand, such as CPU. The set is open: anyone may add a resource, and all stages loop
 * over the {@link ResourceSet} in use instead of naming fields.
 *
 * @param name unique within a resource set
 * @param unit SI base unit of its quantities, such as {@code cores} or {@code bytes/s}
 */
public record Resource(String name, String unit) {

    public static final Resource CPU = new Resource("cpu", "cores");
    public static final Resource MEMORY = new Resource("memory", "bytes");
    public static final Resource NETWORK = new Resource("network", "bytes/s");
    public static final Resource DISK_THROUGHPUT = new Resource("disk-throughput", "bytes/s");
    public static final Resource DISK_OPERATIONS = new Resource("disk-operations", "1/s");

    public Resource {
        Checks.name("resource name", name);
        Checks.name("unit of resource " + name, unit);
    }

    @Override
    public String toString() {
        return name;
    }
}
