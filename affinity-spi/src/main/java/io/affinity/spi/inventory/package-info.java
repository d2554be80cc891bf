/**
 * What there is and what holds for it: hosts and VMs at one instant, and the rules of their placement. Entry types:
 * {@link io.affinity.spi.inventory.InventorySource} and {@link io.affinity.spi.inventory.RuleSource}.
 */
@NullMarked
package io.affinity.spi.inventory;

import org.jspecify.annotations.NullMarked;
