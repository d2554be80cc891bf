/**
 * Trees of our own against those of LightGBM. Entry type: {@link io.affinity.benchmarks.trees.TreesOracleBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.trees;

import org.jspecify.annotations.NullMarked;
