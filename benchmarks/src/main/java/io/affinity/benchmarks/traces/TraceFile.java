// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.traces;

import io.affinity.simulation.workload.Recording;
import io.affinity.simulation.workload.Traces;
import java.nio.file.Path;

/** A trace that {@code affinity simulate} knows, or a column that stands for a month ({@link ColumnwiseMonth}). */
public final class TraceFile {

    private TraceFile() {}

    /**
     * {@return what was recorded}
     *
     * @throws IllegalArgumentException if there is no such file, or its content is wrong
     */
    public static Recording open(Path trace) {
        return ColumnwiseMonth.isNamedSo(trace) ? ColumnwiseMonth.read(trace) : Traces.open(trace);
    }
}
