/**
 * Forecasts from many origins of the same series, as a control loop makes them. Entry type:
 * {@link io.affinity.benchmarks.rolling.RollingBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.rolling;

import org.jspecify.annotations.NullMarked;
