/**
 * The search for a better placement, and a checker of placements that shares no code with it. Entry types:
 * {@link io.affinity.core.placement.LocalSearchSolver} and {@link io.affinity.core.placement.PlacementChecker}.
 */
@NullMarked
package io.affinity.core.placement;

import org.jspecify.annotations.NullMarked;
