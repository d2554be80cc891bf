/**
 * How fast is the scoring hot path, as a multiple of reading its numbers? Entry type:
 * {@link io.affinity.benchmarks.score.ScoreBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.score;

import org.jspecify.annotations.NullMarked;
