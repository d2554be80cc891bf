// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.contention;

import io.affinity.forecast.Forecasters;
import io.affinity.simulation.workload.Recording;
import io.affinity.simulation.workload.Traces;
import java.nio.file.Path;

/** A trace whose VMs are on hosts. */
record PackedTrace(String name, Recording recording, PackedHosts hosts) {

    /** @throws IllegalArgumentException if there is no such trace, its content is wrong, or it has too few VMs */
    static PackedTrace open(Path trace, long seed) {
        Recording recording = Traces.open(trace);
        return new PackedTrace(String.valueOf(trace.getFileName()), recording, new PackedHosts(recording, seed));
    }

    ScoredTrace score(long seed) {
        ContentionReplay replay = new ContentionReplay(
                hosts, recording.steps(), recording.start(), recording.step(), Forecasters.auto(), seed);
        return new ScoredTrace(name, recording.vms().size(), hosts.hosts(), replay.run());
    }
}
