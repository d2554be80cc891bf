/**
 * What it costs to keep fitted models up to date. Entry type: {@link io.affinity.benchmarks.online.OnlineBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.online;

import org.jspecify.annotations.NullMarked;
