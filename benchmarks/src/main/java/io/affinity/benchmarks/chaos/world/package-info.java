/**
 * A cluster in which everything goes wrong that may, in virtual time: what its hosts and VMs really are, what is seen of it, and who
 * looks on. Entry type: {@link io.affinity.benchmarks.chaos.world.World}.
 */
@NullMarked
package io.affinity.benchmarks.chaos.world;

import org.jspecify.annotations.NullMarked;
