package io.affinity.spi.contention;

import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;

/**
 * Joint draws of the future demand of all VMs: scenario {@code s} is one possible future of the whole fleet, in which VMs
 * peak together as they did in the past.
 *
 * <p>Layout: one array for each resource; the values of a VM are contiguous, step after step, and within a step scenario
 * after scenario. The value of VM {@code v}, step {@code t}, scenario {@code s} is at {@code (v * steps + t) * scenarios +
 * s}. The load of a host is then the plain sum of the blocks of its VMs.
 *
 * <p>Values are finite and not negative, in the unit of the resource. Thread-safe as long as nobody writes to the arrays
 * that {@link #column} hands out, which are not copies.
 */
public final class Scenarios {

    private final Fleet fleet;
    private final Instant origin;
    private final Duration step;
    private final int steps;
    private final int scenarios;
    private final float[][] columns;

    /**
     * @param fleet whose VMs and resources give the indexes
     * @param origin the time of the last value that the forecasts knew
     * @param steps of the horizon, at least 1
     * @param scenarios how many draws, at least 1
     * @param columns by resource, in the layout above; not copied
     * @throws IllegalArgumentException if the lengths do not fit
     */
    public Scenarios(Fleet fleet, Instant origin, Duration step, int steps, int scenarios, float[][] columns) {
        if (steps < 1 || scenarios < 1 || columns.length != fleet.resources().size()) {
            throw new IllegalArgumentException(
                    "Scenarios need at least one step (" + steps + "), at least one scenario ("
                            + scenarios + ") and one column (" + columns.length + ") a resource of the fleet ("
                            + fleet.resources().size() + ").");
        }
        for (float[] column : columns) {
            if (column.length != fleet.vms().size() * steps * scenarios) {
                throw new IllegalArgumentException("The length of a column (" + column.length
                        + ") must be VMs x steps x scenarios (" + fleet.vms().size() * steps * scenarios + ").");
            }
        }
        this.fleet = fleet;
        this.origin = origin;
        this.step = step;
        this.steps = steps;
        this.scenarios = scenarios;
        this.columns = columns.clone();
    }

    public Fleet fleet() {
        return fleet;
    }

    public Instant origin() {
        return origin;
    }

    public Duration step() {
        return step;
    }

    /** {@return the steps of the horizon} */
    public int steps() {
        return steps;
    }

    /** {@return the number of draws} */
    public int scenarios() {
        return scenarios;
    }

    /** {@return the length of one VM's block in a column: steps x scenarios} */
    public int blockLength() {
        return steps * scenarios;
    }

    /** {@return the values of all VMs for the resource at this index; not a copy, must not be written to} */
    public float[] column(int resource) {
        return columns[resource];
    }

    /** {@return where the block of the VM with this index begins in each column} */
    public int offset(int vm) {
        return vm * blockLength();
    }

    /** {@return one value; for tests and explanations, not for loops over a fleet} */
    public float demand(int vm, int resource, int step, int scenario) {
        return columns[resource][(vm * steps + step) * scenarios + scenario];
    }
}
