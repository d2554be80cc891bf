// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import io.affinity.benchmarks.chaos.world.Fault;
import io.affinity.benchmarks.chaos.world.World;
import io.affinity.core.CycleReport;
import java.time.Duration;
import java.time.Instant;

/** How often a controller decides, whatever the clock on the wall does. Not thread-safe. */
final class Pace {

    /** A step, one more for a clock that is set back a little, and a while for what is to be done in between. */
    private static final Duration MOST = World.STEP.multipliedBy(2).plusMinutes(5);

    /** An hour by which a clock may be set back without anybody noticing, and some time for a jump to be believed. */
    private static final Duration MOST_BLIND = Duration.ofMinutes(100);

    private final World world;
    private final boolean isSeeing;
    private final boolean isUndisturbed;
    private Instant last;
    private Instant lastDecision;

    /** Begins now. */
    Pace(World world, Course course) {
        this.world = world;
        this.isUndisturbed = !course.has(
                Fault.MIGRATOR_BLOCKS, Fault.DISK_SLOW, Fault.SECOND_CONTROLLER, Fault.LOST_LOCK, Fault.LATE_APPROVAL);
        this.isSeeing = isUndisturbed
                && !course.has(
                        Fault.TELEMETRY_BREAKS,
                        Fault.TELEMETRY_OUTAGE,
                        Fault.TELEMETRY_STALE,
                        Fault.HOST_LEAVES,
                        Fault.HOST_SILENT);
        this.last = world.time().now();
        this.lastDecision = last;
    }

    void cycled(CycleReport report) {
        last = world.time().now();
        if (report.decision() != null) {
            lastDecision = last;
        }
        if (isSeeing && world.time().isSteadyFor(MOST_BLIND) && isLongAgo(lastDecision, MOST_BLIND)) {
            world.witness().violated("all can be seen, and nothing has been decided since " + lastDecision);
            lastDecision = last;
        }
    }

    private boolean isLongAgo(Instant time, Duration most) {
        return Duration.between(time, world.time().now()).compareTo(most) > 0;
    }

    /** Time has passed, after which another cycle is to come. */
    void waited() {
        if (isUndisturbed && isLongAgo(last, MOST)) {
            world.witness().violated("there has been no cycle since " + last);
            last = world.time().now();
        }
    }
}
