// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import io.affinity.spi.model.HostId;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** One thing that would be otherwise in a cluster. */
public sealed interface Change {

    /** A host is not there from the beginning; its VMs run on others. */
    record RemoveHost(HostId host) implements Change {}

    /**
     * A VM is promised so many times as much of everything, and demands as much.
     *
     * @param vm by id or name
     * @param factor above 0
     */
    record ScaleVm(String vm, double factor) implements Change {}

    /**
     * A host is to be emptied.
     *
     * @param when from when on
     */
    record DrainHost(HostId host, When when) implements Change {}

    /** A moment of a simulation that may be said without a date. */
    sealed interface When {

        /** From the beginning. */
        record Beginning() implements When {}

        /** At this time. */
        record At(Instant time) implements When {}

        /** On the first such day of the simulation, at a time of day, in UTC. */
        record Day(DayOfWeek day, LocalTime time) implements When {}

        /** {@return when that is in a simulation, or null if it is outside} */
        default @Nullable Instant within(Instant start, Instant end) {
            Instant time = start;
            if (this instanceof At at) {
                time = at.time();
            } else if (this instanceof Day day) {
                ZonedDateTime first = start.atZone(ZoneOffset.UTC)
                        .with(TemporalAdjusters.nextOrSame(day.day()))
                        .with(day.time());
                time = first.toInstant().isBefore(start) ? first.plusWeeks(1).toInstant() : first.toInstant();
            }
            return time.isBefore(start) || !time.isBefore(end) ? null : time;
        }
    }
}
