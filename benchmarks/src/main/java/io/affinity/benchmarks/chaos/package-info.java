/**
 * Runs the control loop through worlds in which everything goes wrong, one for each seed, and checks from outside that what must hold
 * does. Entry type: {@link io.affinity.benchmarks.chaos.ChaosBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.chaos;

import org.jspecify.annotations.NullMarked;
