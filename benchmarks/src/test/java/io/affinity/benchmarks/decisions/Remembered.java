// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;

/** The history of one VM of 20 cores, as a test writes it down. */
final class Remembered {

    static final Vm VM = Vm.of(new VmId("v"), ResourceVector.of(FakeHost.RESOURCES, 20, 1e9));

    private static final Duration STEP = Duration.ofMinutes(5);

    private Remembered() {}

    /** {@return a history in which the VM demanded these cores, the oldest first, and half its memory} */
    static DemandRecorder cores(double... oldestFirst) {
        DemandRecorder history = new DemandRecorder(STEP, 40);
        for (int i = 0; i < oldestFirst.length; i++) {
            Fleet fleet = Fleet.builder(Instant.EPOCH.plus(STEP.multipliedBy(i)))
                    .host(Host.of(new HostId("a"), ResourceVector.of(FakeHost.RESOURCES, 32, 64e9)))
                    .vm(VM, new HostId("a"))
                    .build();
            history.record(Observation.of(fleet, new double[] {oldestFirst[i], 5e8}));
        }
        return history;
    }
}
