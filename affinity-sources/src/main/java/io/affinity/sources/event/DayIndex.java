// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.event;

import io.affinity.sources.event.KnownVms.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The events of a calendar by day, of universal time, worked out when a day is first asked for and kept until the calendar changes.
 * Thread-safe.
 */
final class DayIndex {

    /** More than one each second; what a day has beyond that is left out. */
    static final int MOST_EVENTS_A_DAY = 200_000;

    /** Some tens of megabytes; then all days are worked out anew. */
    private static final long MOST_EVENTS = 1_000_000;

    private static final long DAY = Duration.ofDays(1).toMillis();

    private final EventCalendar calendar;
    private volatile Days days = new Days(Long.MIN_VALUE);

    private static final class Days {
        private final long version;
        private final Map<Long, Map<String, List<Lane>>> lanesByDay = new ConcurrentHashMap<>();
        private final AtomicLong events = new AtomicLong();

        Days(long version) {
            this.version = version;
        }
    }

    DayIndex(EventCalendar calendar) {
        this.calendar = calendar;
    }

    EventCalendar calendar() {
        return calendar;
    }

    /** {@return the magnitude of each event of a kind that concerns a VM, times the milliseconds that it takes between two instants} */
    double covered(String kind, Member vm, long from, long until) {
        double sum = 0;
        for (long day = Math.floorDiv(from, DAY); day * DAY < until; day++) {
            for (Lane lane : lanes(day).getOrDefault(kind, List.of())) {
                if (vm.isIn(lane.scope())) {
                    sum += lane.covered(Math.max(from, day * DAY), Math.min(until, (day + 1) * DAY));
                }
            }
        }
        return sum;
    }

    private Map<String, List<Lane>> lanes(long day) {
        long version = calendar.version();
        Days known = days;
        if (known.version != version || known.events.get() > MOST_EVENTS) {
            known = new Days(version);
            days = known;
        }
        Map<String, List<Lane>> lanes = known.lanesByDay.get(day);
        if (lanes == null) {
            lanes = worked(day);
            known.lanesByDay.put(day, lanes);
            // A day without events takes some memory, too.
            known.events.addAndGet(16
                    + lanes.values().stream()
                            .flatMap(List::stream)
                            .mapToLong(Lane::size)
                            .sum());
        }
        return lanes;
    }

    private Map<String, List<Lane>> worked(long day) {
        Map<String, Map<EventScope, Lane>> byScope = new HashMap<>();
        Instant from = Instant.ofEpochMilli(day * DAY);
        Instant until = Instant.ofEpochMilli((day + 1) * DAY);
        for (AnnouncedEvent event : calendar.during(from, until, MOST_EVENTS_A_DAY)) {
            byScope.computeIfAbsent(event.kind(), kind -> new HashMap<>())
                    .computeIfAbsent(event.scope(), scope -> new Lane(scope, day * DAY, (day + 1) * DAY))
                    .add(event);
        }
        Map<String, List<Lane>> lanes = new HashMap<>();
        byScope.forEach((kind, ofScope) -> lanes.put(kind, List.copyOf(inOrder(ofScope))));
        return Map.copyOf(lanes);
    }

    /** Sums of doubles depend on their order. */
    private static List<Lane> inOrder(Map<EventScope, Lane> lanes) {
        List<Lane> sorted = new ArrayList<>(lanes.values());
        sorted.sort(
                (one, other) -> one.scope().toString().compareTo(other.scope().toString()));
        return sorted;
    }
}
