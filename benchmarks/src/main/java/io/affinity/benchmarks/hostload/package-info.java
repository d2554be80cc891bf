/**
 * Is the interval honest at the host? Entry type: {@link io.affinity.benchmarks.hostload.HostLoadBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.hostload;

import org.jspecify.annotations.NullMarked;
