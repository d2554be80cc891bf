// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.demand;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What VMs demand at one instant, in the unit of each resource; NaN where it was not measured. Immutable and thread-safe.
 */
public final class Demand {

    private final Instant measuredAt;
    private final ResourceSet resources;
    private final Map<VmId, double[]> byVm;

    private Demand(Builder builder) {
        this.measuredAt = builder.measuredAt;
        this.resources = builder.resources;
        this.byVm = new LinkedHashMap<>();
        builder.byVm.forEach((vm, values) -> byVm.put(vm, values.clone()));
    }

    /**
     * Starts the demand that was measured at one instant.
     *
     * @param resources those that are measured at all
     */
    public static Builder builder(Instant measuredAt, ResourceSet resources) {
        return new Builder(measuredAt, resources);
    }

    /** {@return when it was measured; if not all of it was at one instant, when the oldest of it was} */
    public Instant measuredAt() {
        return measuredAt;
    }

    public ResourceSet resources() {
        return resources;
    }

    /** {@return the VMs of which anything was put, in the order in which they were} */
    public Set<VmId> vms() {
        return Collections.unmodifiableSet(byVm.keySet());
    }

    /** {@return the demand of a VM for a resource; NaN if it was not measured, or nothing is known of the VM or the resource} */
    public double of(VmId vm, Resource resource) {
        double[] values = byVm.get(vm);
        return values == null || !resources.contains(resource) ? Double.NaN : values[resources.indexOf(resource)];
    }

    /** Collects what was measured; not thread-safe. */
    public static final class Builder {

        private final Instant measuredAt;
        private final ResourceSet resources;
        private final Map<VmId, double[]> byVm = new LinkedHashMap<>();

        private Builder(Instant measuredAt, ResourceSet resources) {
            this.measuredAt = measuredAt;
            this.resources = resources;
        }

        /**
         * The demand of a VM for one resource, in place of what was put before; its others are not measured until they are put.
         *
         * @throws IllegalArgumentException if the resource is not one of those measured
         */
        public Builder put(VmId vm, Resource resource, double value) {
            byVm.computeIfAbsent(vm, unknown -> unmeasured())[resources.indexOf(resource)] = value;
            return this;
        }

        private double[] unmeasured() {
            double[] values = new double[resources.size()];
            Arrays.fill(values, Double.NaN);
            return values;
        }

        public Demand build() {
            return new Demand(this);
        }
    }
}
