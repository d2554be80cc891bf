package io.affinity.spi.telemetry;

import io.affinity.spi.model.Fleet;

/**
 * The fleet at one instant and what each of its VMs demands. Immutable and thread-safe.
 *
 * <p>Demand is what a VM wants to use. A source that can only see usage reports usage; it is then too low for as long as
 * the host is contended.
 *
 * <p>Values are reported as they were measured: judging them (absurd, stale, out of order) is the business of the history
 * stage, in one place.
 */
public final class Observation {

    private final Fleet fleet;
    private final double[] demand;

    private Observation(Fleet fleet, double[] demand) {
        this.fleet = fleet;
        this.demand = demand;
    }

    /**
     * {@return an observation made at the fleet's instant}
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
        return new Observation(fleet, demand.clone());
    }

    public Fleet fleet() {
        return fleet;
    }

    /** {@return the demand of a VM for a resource, by their indexes in the fleet; NaN if it was not measured} */
    public double demand(int vm, int resource) {
        return demand[vm * fleet.resources().size() + resource];
    }
}
