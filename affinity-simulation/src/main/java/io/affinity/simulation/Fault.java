// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;

/** Something that goes wrong in a simulation. Times are those of the simulated clock. */
public sealed interface Fault {

    /**
     * A host and its VMs are down for a while; migrations from and to it fail at that moment. It neither serves nor consumes
     * anything then.
     *
     * @param outage positive
     */
    record HostCrash(HostId host, Instant at, Duration outage) implements Fault {}

    /** The n-th migration that is started, counted from 1, fails halfway; the VM stays on its source. */
    record MigrationFailure(int nth) implements Fault {}

    /**
     * The n-th migration that is started ends with an unknown outcome, though the VM did arrive.
     */
    record OutcomeLost(int nth) implements Fault {}

    /** Nothing is measured of this VM from one time (inclusive) to another (exclusive). */
    record TelemetryGap(VmId vm, Instant from, Instant to) implements Fault {}

    /** What is measured of this VM is wrong by a factor from one time (inclusive) to another (exclusive). */
    record TelemetryLie(VmId vm, Instant from, Instant to, double factor) implements Fault {}

    /** Nothing at all can be observed from one time (inclusive) to another (exclusive). */
    record TelemetryOutage(Instant from, Instant to) implements Fault {}

    /** From this time on the clock of telemetry is wrong by so much. */
    record ClockJump(Instant at, Duration by) implements Fault {}
}
