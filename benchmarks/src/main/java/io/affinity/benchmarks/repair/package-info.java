/** The fewest migrations that repair a cluster. Entry type: {@link io.affinity.benchmarks.repair.RepairBenchmark}. */
@NullMarked
package io.affinity.benchmarks.repair;

import org.jspecify.annotations.NullMarked;
