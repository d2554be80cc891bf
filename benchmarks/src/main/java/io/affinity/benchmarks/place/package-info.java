/** The solver on fleets of any size. Entry type: {@link io.affinity.benchmarks.place.PlaceBenchmark}. */
@NullMarked
package io.affinity.benchmarks.place;

import org.jspecify.annotations.NullMarked;
