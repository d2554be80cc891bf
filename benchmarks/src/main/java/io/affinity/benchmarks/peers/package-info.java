/**
 * Our forecasters beside JDemetra+ and R on the same series. Entry type:
 * {@link io.affinity.benchmarks.peers.PeersForecastBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
