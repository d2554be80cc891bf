/** Fewer fragments by few migrations, on clusters of the field's. Entry type: {@link io.affinity.benchmarks.rescheduling.ReschedulingBenchmark}. */
@NullMarked
package io.affinity.benchmarks.rescheduling;

import org.jspecify.annotations.NullMarked;
