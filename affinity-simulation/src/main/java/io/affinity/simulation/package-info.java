/**
 * A cluster in virtual time that runs the production control loop. Entry type:
 * {@link io.affinity.simulation.Simulation}.
 */
@NullMarked
package io.affinity.simulation;

import org.jspecify.annotations.NullMarked;
