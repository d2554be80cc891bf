/**
 * Policies of migration side by side: what the library decides, what peers decide, and what knowing the future is worth.
 * Entry type: {@link io.affinity.benchmarks.decisions.DecisionsBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.decisions;

import org.jspecify.annotations.NullMarked;
