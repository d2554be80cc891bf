/**
 * Is predicted contention true? Entry type: {@link io.affinity.benchmarks.contention.ContentionBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.contention;

import org.jspecify.annotations.NullMarked;
