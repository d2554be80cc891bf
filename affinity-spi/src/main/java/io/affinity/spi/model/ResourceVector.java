// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import java.util.Arrays;

/**
 * One quantity for each resource of a {@link ResourceSet}, in the unit of that resource. Immutable and thread-safe.
 *
 * <p>Values are zero or more; infinity is legal and means "no limit" where a limit is asked for; NaN is not legal.
 */
public final class ResourceVector {

    private final ResourceSet resources;
    private final double[] values;

    private ResourceVector(ResourceSet resources, double[] values) {
        this.resources = resources;
        this.values = values;
    }

    /**
     * {@return the vector of these values, in the order of the set}
     *
     * @throws IllegalArgumentException if their number is not the set's, or one is negative or NaN
     */
    public static ResourceVector of(ResourceSet resources, double... values) {
        if (values.length != resources.size()) {
            throw new IllegalArgumentException("The number of values (" + values.length
                    + ") must be that of the resources " + resources.resources() + ".");
        }
        for (int r = 0; r < values.length; r++) {
            if (!(values[r] >= 0)) {
                throw new IllegalArgumentException(
                        "The value of " + resources.get(r) + " (" + values[r] + ") must not be negative or NaN.");
            }
        }
        return new ResourceVector(resources, values.clone());
    }

    /** {@return the vector that has {@code value} for every resource} */
    public static ResourceVector filled(ResourceSet resources, double value) {
        double[] values = new double[resources.size()];
        Arrays.fill(values, value);
        return of(resources, values);
    }

    /** {@return the vector of {@link Resource#CPU} and {@link Resource#MEMORY}, in this order, which suffice for many fleets} */
    public static ResourceVector cpuAndMemory(double cores, double bytes) {
        return of(ResourceSet.of(Resource.CPU, Resource.MEMORY), cores, bytes);
    }

    /** {@return a copy in which {@code resource} has {@code value}} */
    public ResourceVector with(Resource resource, double value) {
        double[] copy = values.clone();
        copy[resources.indexOf(resource)] = value;
        return of(resources, copy);
    }

    public ResourceSet resources() {
        return resources;
    }

    /** {@return the quantity of the resource at {@code index} of the set} */
    public double value(int index) {
        return values[index];
    }

    /**
     * {@return the quantity of {@code resource}}
     *
     * @throws IllegalArgumentException if the set does not hold it
     */
    public double value(Resource resource) {
        return values[resources.indexOf(resource)];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceVector vector
                && resources.equals(vector.resources)
                && Arrays.equals(values, vector.values);
    }

    @Override
    public int hashCode() {
        return 31 * resources.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < values.length; r++) {
            text.append(r == 0 ? "" : ", ")
                    .append(resources.get(r))
                    .append(' ')
                    .append(values[r])
                    .append(' ')
                    .append(resources.get(r).unit());
        }
        return text.toString();
    }
}
