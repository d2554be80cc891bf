/**
 * Placement beside a peer, on the same files, cores and seconds. Entry type: {@link io.affinity.benchmarks.peersplace.PeersPlaceBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.peersplace;

import org.jspecify.annotations.NullMarked;
