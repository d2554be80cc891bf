/**
 * The published consolidation experiment, compared with what CloudSim makes of it. Entry type:
 * {@link io.affinity.benchmarks.cloudsim.CloudSimBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.cloudsim;

import org.jspecify.annotations.NullMarked;
