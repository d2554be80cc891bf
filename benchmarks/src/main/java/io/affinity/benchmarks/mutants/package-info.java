/**
 * Whether anything that is read from outside can do more harm than being refused: every decoder and reader is given inputs that were
 * real once. Entry type: {@link io.affinity.benchmarks.mutants.MutantsBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.mutants;

import org.jspecify.annotations.NullMarked;
