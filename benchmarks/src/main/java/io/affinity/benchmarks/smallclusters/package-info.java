/**
 * Clusters that are so small that all placements can be tried. Entry type:
 * {@link io.affinity.benchmarks.smallclusters.SmallClustersBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.smallclusters;

import org.jspecify.annotations.NullMarked;
