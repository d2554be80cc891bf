// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.Vm;

/**
 * What a {@link ThresholdBalancer} takes for the demand of a VM. Called on the control loop's thread, once for each VM and
 * resource in a decision; equal histories must give equal estimates.
 */
@FunctionalInterface
public interface DemandEstimate {

    /**
     * {@return the demand to decide by, in the unit of the resource, finite and not negative; or NaN if nobody can tell, and the
     * VM's host is then left alone}
     *
     * @param resource index in the fleet's resources
     * @param history the newest step included
     */
    double of(Vm vm, int resource, DemandHistory history);

    /** {@return the demand of the newest step, NaN where it is missing} */
    static DemandEstimate latest() {
        return (vm, resource, history) -> history.latest(vm.id(), resource);
    }
}
