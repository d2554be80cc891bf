// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import io.affinity.sources.event.AnnouncedEvent;
import io.affinity.sources.event.AnnouncedEvent.State;
import io.affinity.sources.event.EventCalendar;
import io.affinity.sources.event.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What starts by a schedule and takes a while. What is not over when it would start again ends then: a job is not started twice. Immutable
 * and thread-safe.
 */
public final class ScheduledEvents implements EventCalendar {

    /** The longest duration of an event, with the width of its start. */
    public static final Duration LONGEST = Duration.ofDays(31);

    private static final Duration LOOK_BACK = Duration.ofDays(1);

    private final Schedule schedule;
    private final Duration length;
    private final Occasion occasion;

    /**
     * @param duration how long each event takes; positive, and with the width at most 31 days
     * @param width within how long a time after its start each event begins, anywhere with the same chance: it counts as that much longer,
     *     and as much smaller, so that magnitude times duration stays; zero if it begins at its start
     * @param occasion what kind of event it is
     */
    public ScheduledEvents(Schedule schedule, Duration duration, Duration width, Occasion occasion) {
        Duration sum = duration.plus(width);
        if (duration.isNegative() || duration.isZero() || width.isNegative() || sum.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("The duration (" + duration + ") must be positive, the width (" + width
                    + ") not negative, and both together at most " + LONGEST + ".");
        }
        this.schedule = schedule;
        this.length = sum;
        this.occasion = occasion.times((double) duration.toMillis() / sum.toMillis());
    }

    @Override
    public List<AnnouncedEvent> during(Instant from, Instant until, int most) {
        List<Instant> starts = new ArrayList<>();
        Instant before = lastBefore(from);
        if (before != null) {
            starts.add(before);
        }
        starts.addAll(schedule.starts(from, until, most));
        List<AnnouncedEvent> events = new ArrayList<>();
        for (int i = 0; i < starts.size() && events.size() < most; i++) {
            Instant end = starts.get(i).plus(length);
            Instant next = i + 1 < starts.size() ? starts.get(i + 1) : Instant.MAX;
            AnnouncedEvent event = occasion.event(starts.get(i), next.isBefore(end) ? next : end, State.ANNOUNCED);
            if (event.overlaps(from, until)) {
                events.add(event);
            }
        }
        return events;
    }

    private @Nullable Instant lastBefore(Instant from) {
        if (from.isBefore(Instant.EPOCH)) {
            return null;
        }
        Instant earliest = from.minus(length);
        for (Instant until = from; until.isAfter(earliest); until = until.minus(LOOK_BACK)) {
            Instant begin = until.minus(LOOK_BACK);
            List<Instant> starts =
                    schedule.starts(begin.isBefore(earliest) ? earliest : begin, until, Integer.MAX_VALUE);
            if (!starts.isEmpty()) {
                return starts.get(starts.size() - 1);
            }
        }
        return null;
    }

    @Override
    public Set<Subject> subjects() {
        return Set.of(occasion.subject());
    }
}
