/**
 * Demand for simulations: recorded traces in their public formats, and generated workloads. Entry type:
 * {@link io.affinity.simulation.workload.Workload}.
 */
@NullMarked
package io.affinity.simulation.workload;

import org.jspecify.annotations.NullMarked;
