// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.telemetry;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.Arrays;

/**
 * The fleet at one instant and what each of its VMs demands, which may have been measured at another. Immutable and thread-safe.
 *
 * <p>Values are as they were measured: whether they are to be believed, and whether they are too old for the fleet, is judged
 * by the history stage, in one place.
 */
public final class Observation {

    private final Fleet fleet;
    private final Instant measuredAt;
    private final double[] demand;

    private Observation(Fleet fleet, Instant measuredAt, double[] demand) {
        this.fleet = fleet;
        this.measuredAt = measuredAt;
        this.demand = demand;
    }

    /**
     * {@return an observation whose demand was measured at the fleet's instant}
     *
     * @param demand of VM {@code v} and resource {@code r} at index {@code v * resources + r}, in the unit of the
     *     resource; NaN where it was not measured; copied
     * @throws IllegalArgumentException if the length is not VMs x resources
     */
    public static Observation of(Fleet fleet, double[] demand) {
        int expected = fleet.vms().size() * fleet.resources().size();
        if (demand.length != expected) {
            throw new IllegalArgumentException(
                    "The number of demand values (" + demand.length + ") must be VMs x resources (" + expected + ").");
        }
        return new Observation(fleet, fleet.observedAt(), demand.clone());
    }

    /**
     * {@return what is known of a fleet and the demand of its VMs}
     *
     * <p>A VM or resource that the fleet has and the demand lacks is NaN, and one that only the demand knows is left out: it has
     * gone, or has not come yet. The demand of a VM whose host is {@link HostState#UNAVAILABLE} is NaN whatever was measured, for
     * nobody can tell whether the VM runs there.
     */
    public static Observation of(Fleet fleet, Demand demand) {
        int resources = fleet.resources().size();
        double[] values = new double[fleet.vms().size() * resources];
        Arrays.fill(values, Double.NaN);
        for (int v = 0; v < fleet.vms().size(); v++) {
            if (fleet.hosts().get(fleet.hostIndexOf(v)).state() != HostState.UNAVAILABLE) {
                VmId vm = fleet.vms().get(v).id();
                for (int r = 0; r < resources; r++) {
                    Resource resource = fleet.resources().get(r);
                    values[v * resources + r] = demand.of(vm, resource);
                }
            }
        }
        return new Observation(fleet, demand.measuredAt(), values);
    }

    public Fleet fleet() {
        return fleet;
    }

    /** {@return when the demand was measured} */
    public Instant measuredAt() {
        return measuredAt;
    }

    /** {@return the demand of a VM for a resource, by their indexes in the fleet; NaN if it was not measured} */
    public double demand(int vm, int resource) {
        return demand[vm * fleet.resources().size() + resource];
    }
}
