// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.inventory;

import io.affinity.spi.plugin.Plugin;

/**
 * Knows which hosts and VMs there are, and which VM runs where.
 *
 * <p>The control loop calls it from one thread, once in each step. It may block, but for less than a step. A host that does
 * not answer is reported as {@link io.affinity.spi.model.HostState#UNAVAILABLE} with the VMs it had; only when nothing at
 * all can be seen is a {@link TelemetryException} thrown.
 */
public interface InventorySource extends Plugin {

    /**
     * {@return hosts and VMs now; the instant is that of the observation, and never earlier than that of the inventory
     * before}
     *
     * @throws TelemetryException if nothing can be observed; the control loop then decides nothing
     */
    Inventory inventory();
}
