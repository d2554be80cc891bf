/**
 * Which VM should run where, and why. Entry type: {@link io.affinity.spi.placement.PlacementSolver}.
 */
@NullMarked
package io.affinity.spi.placement;

import org.jspecify.annotations.NullMarked;
