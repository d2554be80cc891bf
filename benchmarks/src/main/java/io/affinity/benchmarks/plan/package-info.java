/**
 * How fast migrations are ordered, and how long the order takes. Entry type:
 * {@link io.affinity.benchmarks.plan.PlanBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.plan;

import org.jspecify.annotations.NullMarked;
