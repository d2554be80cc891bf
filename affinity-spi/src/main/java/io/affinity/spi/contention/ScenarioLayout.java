package io.affinity.spi.contention;

import io.affinity.spi.model.Fleet;

/**
 * Where the numbers of scenarios are: one column for each resource, in it one block for each VM, in it one run of scenarios
 * for each step. Blocks are in the order of the hosts, and within a host in the order of the fleet, so that the load of all
 * hosts is one pass over memory. The value of VM {@code v}, step {@code t}, scenario {@code s} is at {@code place(v) + t *
 * scenarios + s}. Immutable and thread-safe.
 */
public final class ScenarioLayout {

    /** Sums over scenarios are taken in halves of 16 bits, which as many values do not overflow. */
    private static final int MOST_SCENARIOS = 0xffff;

    private final Fleet fleet;
    private final int steps;
    private final int scenarios;
    private final int[] rowByVm;

    private ScenarioLayout(Fleet fleet, int steps, int scenarios, int[] rowByVm) {
        this.fleet = fleet;
        this.steps = steps;
        this.scenarios = scenarios;
        this.rowByVm = rowByVm;
    }

    /**
     * {@return the layout for a fleet, its blocks in the order of its placement}
     *
     * @param steps of the horizon, at least 1
     * @param scenarios how many draws, 1 to 65,535
     * @throws IllegalArgumentException if a column would have 2^31 values or more; such a fleet is judged part by part
     */
    public static ScenarioLayout of(Fleet fleet, int steps, int scenarios) {
        if (steps < 1 || scenarios < 1 || scenarios > MOST_SCENARIOS) {
            throw new IllegalArgumentException("Scenarios need at least one step (" + steps + ") and from 1 to "
                    + MOST_SCENARIOS + " scenarios (" + scenarios + ").");
        }
        long length = (long) fleet.vms().size() * steps * scenarios;
        if (length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("The length of a column (" + length
                    + "), VMs x steps x scenarios, must be at most " + Integer.MAX_VALUE + ".");
        }
        int[] next = new int[fleet.hosts().size() + 1];
        for (int v = 0; v < fleet.vms().size(); v++) {
            next[fleet.hostIndexOf(v) + 1]++;
        }
        for (int h = 1; h < next.length; h++) {
            next[h] += next[h - 1];
        }
        int[] rows = new int[fleet.vms().size()];
        for (int v = 0; v < rows.length; v++) {
            rows[v] = next[fleet.hostIndexOf(v)]++;
        }
        return new ScenarioLayout(fleet, steps, scenarios, rows);
    }

    /** The same places for a fleet that differs in placement, hosts or policies, but not in VMs and resources. */
    ScenarioLayout over(Fleet other) {
        if (!other.resources().equals(fleet.resources()) || !other.vms().equals(fleet.vms())) {
            throw new IllegalArgumentException("The VMs (" + other.vms().size() + ") and resources ("
                    + other.resources().resources() + ") must be those that the scenarios were drawn for ("
                    + fleet.vms().size() + ", " + fleet.resources().resources() + ").");
        }
        return new ScenarioLayout(other, steps, scenarios, rowByVm);
    }

    public Fleet fleet() {
        return fleet;
    }

    /** {@return the steps of the horizon} */
    public int steps() {
        return steps;
    }

    /** {@return the number of draws} */
    public int scenarios() {
        return scenarios;
    }

    /** {@return the length of one VM's block: steps x scenarios} */
    public int blockLength() {
        return steps * scenarios;
    }

    /** {@return the length of a column: VMs x steps x scenarios} */
    public int columnLength() {
        return rowByVm.length * blockLength();
    }

    /** {@return the place of a VM's block among all blocks} */
    public int row(int vm) {
        return rowByVm[vm];
    }

    /** {@return where the block of the VM with this index begins in each column} */
    public int place(int vm) {
        return rowByVm[vm] * blockLength();
    }
}
