/**
 * Costs and rules of placements that anybody may add to those of demand and policies: the terms of the ROADEF/EURO Challenge 2012 among
 * them. Each is a {@link io.affinity.spi.placement.PlacementTerm}, handed to {@link io.affinity.core.RebalancerBuilder#terms} or
 * stated in a cluster file. VMs that a fleet does not have are passed over. Amounts are sums of whole numbers (of quanta, of VMs, or of
 * 2<sup>-20</sup>), so that moves are exact inverses of each other and their order does not matter.
 */
@NullMarked
package io.affinity.core.term;

import org.jspecify.annotations.NullMarked;
