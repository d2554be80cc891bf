/**
 * Traces of any format that benchmarks are run on, and which of their VMs. Entry type:
 * {@link io.affinity.benchmarks.traces.TraceFile}.
 */
@NullMarked
package io.affinity.benchmarks.traces;

import org.jspecify.annotations.NullMarked;
