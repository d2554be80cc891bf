// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import io.affinity.sources.event.AnnouncedEvent;
import io.affinity.sources.event.AnnouncedEvent.State;
import io.affinity.sources.event.EventCalendar;
import io.affinity.sources.event.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An event of a calendar that comes again and again.
 *
 * @param length of each, by the clock on the wall where it takes whole days
 * @param without starts of occurrences that were taken out, or stand elsewhere
 * @param withoutDays the same by their local date
 */
record RecurringEvents(
        Schedule schedule,
        Duration length,
        boolean takesDays,
        ZoneRules rules,
        Occasion occasion,
        Set<Instant> without,
        Set<LocalDate> withoutDays)
        implements EventCalendar {

    /** The longest event that may recur. */
    static final Duration LONGEST = Duration.ofDays(366);

    /** What starts more often and takes longer is followed no further back. */
    private static final int MOST_STARTS = 1_000_000;

    RecurringEvents {
        without = Set.copyOf(without);
        withoutDays = Set.copyOf(withoutDays);
    }

    @Override
    public List<AnnouncedEvent> during(Instant from, Instant until, int most) {
        List<AnnouncedEvent> events = new ArrayList<>();
        // A day may be an hour longer than others, or more.
        Instant begin = from.isBefore(Instant.EPOCH) ? from : from.minus(length).minus(Duration.ofDays(1));
        for (int looked = 0; looked < MOST_STARTS && events.size() < most; ) {
            List<Instant> starts = schedule.starts(begin, until, most);
            if (starts.isEmpty()) {
                break;
            }
            for (Instant start : starts) {
                if (events.size() < most && isThere(start) && endOf(start).isAfter(from)) {
                    events.add(occasion.event(start, endOf(start), State.ANNOUNCED));
                }
            }
            // What was over before the time that is asked for does not count.
            looked += starts.size();
            begin = starts.get(starts.size() - 1).plusMillis(1);
        }
        return events;
    }

    private boolean isThere(Instant start) {
        return !without.contains(start) && !withoutDays.contains(local(start).toLocalDate());
    }

    private LocalDateTime local(Instant start) {
        return LocalDateTime.ofInstant(start, rules.getOffset(start));
    }

    private Instant endOf(Instant start) {
        return takesDays ? IcalTime.instant(local(start).plus(length), rules) : start.plus(length);
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(occasion.subject());
    }
}
