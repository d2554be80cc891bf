// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.inventory;

import io.affinity.spi.plugin.Plugin;

/**
 * Knows which rules hold for hosts and VMs.
 *
 * <p>The control loop calls it from one thread, once in each step, right after the {@link InventorySource}. It may block, but
 * for less than a step.
 */
public interface RuleSource extends Plugin {

    /**
     * {@return the rules that hold for this inventory; the same for one that is equal. They may name hosts and VMs that it
     * does not have, which then count for nothing}
     *
     * @throws TelemetryException if it cannot be told which rules hold; the control loop then decides nothing, for it might
     *     break one
     */
    Rules rules(Inventory inventory);
}
