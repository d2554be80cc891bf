// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Starts whenever one of some schedules does. */
record UnionSchedule(List<Schedule> schedules) implements Schedule {

    UnionSchedule {
        schedules = List.copyOf(schedules);
    }

    @Override
    public List<Instant> starts(Instant from, Instant until, int most) {
        TreeSet<Instant> all = new TreeSet<>();
        schedules.forEach(schedule -> all.addAll(schedule.starts(from, until, most)));
        return new ArrayList<>(all.stream().limit(most).toList());
    }
}
