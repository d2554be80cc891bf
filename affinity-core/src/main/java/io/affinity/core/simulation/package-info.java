/**
 * A cluster in virtual time that runs the production control loop. Entry type:
 * {@link io.affinity.core.simulation.Simulation}.
 */
@NullMarked
package io.affinity.core.simulation;

import org.jspecify.annotations.NullMarked;
