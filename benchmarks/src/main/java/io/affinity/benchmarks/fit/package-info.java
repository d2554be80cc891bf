/**
 * One model fitted to one series, in the words of R. Entry type: {@link io.affinity.benchmarks.fit.FitBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.fit;

import org.jspecify.annotations.NullMarked;
