// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;

/**
 * Where the numbers of scenarios are in memory: one column for each resource, in it one block for each VM. Blocks are in the order of
 * the hosts, and within a host in the order of the fleet, so that the load of all hosts is one pass over memory. Immutable.
 */
final class ScenarioLayout {

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
     * @throws IllegalArgumentException if a column would have 2^31 values or more; such a fleet is judged part by part
     */
    static ScenarioLayout of(Fleet fleet, int steps, int scenarios) {
        if (steps < 1 || steps > Scenarios.MOST || scenarios < 1 || scenarios > Scenarios.MOST) {
            throw new IllegalArgumentException("Scenarios need from 1 to " + Scenarios.MOST + " steps (" + steps
                    + ") and from 1 to " + Scenarios.MOST + " draws (" + scenarios + ").");
        }
        long length = (long) Math.max(1, fleet.vms().size()) * steps * scenarios;
        if (length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("The length of a column (" + length
                    + "), VMs x steps x scenarios, must be at most " + Integer.MAX_VALUE + ".");
        }
        VmsByHost vms = new VmsByHost(fleet);
        int[] rows = new int[fleet.vms().size()];
        for (int row = 0; row < rows.length; row++) {
            rows[vms.vm(row)] = row;
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

    Fleet fleet() {
        return fleet;
    }

    int steps() {
        return steps;
    }

    int scenarios() {
        return scenarios;
    }

    /** {@return the length of one VM's block: steps x scenarios} */
    int blockLength() {
        return steps * scenarios;
    }

    /** {@return the length of a column: VMs x steps x scenarios} */
    int columnLength() {
        return rowByVm.length * blockLength();
    }

    /** {@return the place of a VM's block among all blocks} */
    int row(int vm) {
        return rowByVm[vm];
    }

    /** {@return where the block of a VM begins in each column} */
    int place(int vm) {
        return rowByVm[vm] * blockLength();
    }
}
