// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.demand;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.plugin.Plugin;

/**
 * Knows what VMs demand, such as a metrics store does.
 *
 * <p>Demand is what a VM wants to use. A source that can only see usage reports usage; it is then too low for as long as the
 * host is contended. Values are reported as they were measured: judging them (absurd, stale, out of order) is the business of
 * the history stage, in one place.
 *
 * <p>The control loop calls it from one thread, {@link #demand} once in each step and right after the inventory was taken. It
 * may block, but for less than a step.
 */
public interface DemandSource extends Plugin {

    /**
     * {@return the newest demand of all VMs of this inventory that were measured, and when that was. VMs that the inventory does
     * not have may be in it, and are left out of account; one that it lacks was not measured}
     *
     * @throws io.affinity.spi.inventory.TelemetryException if nothing can be measured; the control loop then decides nothing
     */
    Demand demand(Inventory inventory);

    /**
     * What VMs demanded before they were first observed, asked once for all VMs that are new, and again if it fails. A source
     * without memory keeps this default.
     *
     * @return the answer to exactly this request; unknown where nothing is known
     * @throws io.affinity.spi.inventory.TelemetryException if the past cannot be asked for now; the step is taken without it
     */
    default PastDemand history(HistoryRequest request) {
        return PastDemand.unknown(request);
    }
}
