// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the faults of a simulation mean at a given time. Times are those of the simulated clock. */
final class Faults {

    private final List<Fault> faults;

    Faults(List<Fault> faults) {
        this.faults = faults;
    }

    /** {@return when hosts crash or return} */
    List<Instant> events() {
        List<Instant> events = new ArrayList<>();
        for (Fault fault : faults) {
            if (fault instanceof Fault.HostCrash crash) {
                events.add(crash.at());
                events.add(crash.at().plus(crash.outage()));
            }
        }
        return events;
    }

    boolean isDown(HostId host, Instant now) {
        for (Fault fault : faults) {
            if (fault instanceof Fault.HostCrash crash
                    && crash.host().equals(host)
                    && isWithin(now, crash.at(), crash.at().plus(crash.outage()))) {
                return true;
            }
        }
        return false;
    }

    /** @param nth migration that is started, counted from 1 */
    Relocation.Fate fate(int nth) {
        for (Fault fault : faults) {
            if (fault instanceof Fault.MigrationFailure failure && failure.nth() == nth) {
                return Relocation.Fate.FAIL_HALFWAY;
            }
            if (fault instanceof Fault.OutcomeLost lost && lost.nth() == nth) {
                return Relocation.Fate.ARRIVE_UNNOTICED;
            }
        }
        return Relocation.Fate.ARRIVE;
    }

    /** {@return whether nothing can be observed} */
    boolean isTelemetryOut(Instant now) {
        for (Fault fault : faults) {
            if (fault instanceof Fault.TelemetryOutage outage && isWithin(now, outage.from(), outage.to())) {
                return true;
            }
        }
        return false;
    }

    /** {@return the time that telemetry takes it for} */
    Instant shown(Instant now) {
        Duration off = Duration.ZERO;
        for (Fault fault : faults) {
            if (fault instanceof Fault.ClockJump jump && !now.isBefore(jump.at())) {
                off = off.plus(jump.by());
            }
        }
        return now.plus(off);
    }

    /** {@return what is measured of a VM whose demand is this; NaN in a gap} */
    double seen(VmId vm, double demand, Instant now) {
        double seen = demand;
        for (Fault fault : faults) {
            if (fault instanceof Fault.TelemetryGap gap && gap.vm().equals(vm) && isWithin(now, gap.from(), gap.to())) {
                return Double.NaN;
            }
            if (fault instanceof Fault.TelemetryLie lie && lie.vm().equals(vm) && isWithin(now, lie.from(), lie.to())) {
                seen *= lie.factor();
            }
        }
        return seen;
    }

    private static boolean isWithin(Instant now, Instant from, Instant to) {
        return !now.isBefore(from) && now.isBefore(to);
    }
}
