// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.event;

import io.affinity.sources.event.AnnouncedEvent.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Single events, each with a time of its own. Immutable and thread-safe. */
public final class EventList implements EventCalendar {

    private static final Comparator<AnnouncedEvent> BY_START = Comparator.comparing(AnnouncedEvent::start)
            .thenComparing(AnnouncedEvent::end)
            .thenComparing(AnnouncedEvent::id);

    private final List<AnnouncedEvent> events;

    /** The latest end up to each place. */
    private final List<Instant> latestEnds = new ArrayList<>();

    private final Set<Subject> subjects;

    /** A calendar of these events, in any order; those that are cancelled count for nothing. */
    public EventList(List<AnnouncedEvent> events) {
        this.events = events.stream()
                .filter(event -> event.state() != State.CANCELLED)
                .sorted(BY_START)
                .toList();
        this.subjects = this.events.stream()
                .map(event -> new Subject(event.kind(), event.scope()))
                .collect(Collectors.toUnmodifiableSet());
        Instant latest = Instant.MIN;
        for (AnnouncedEvent event : this.events) {
            latest = event.end().isAfter(latest) ? event.end() : latest;
            latestEnds.add(latest);
        }
    }

    @Override
    public List<AnnouncedEvent> during(Instant from, Instant until, int most) {
        List<AnnouncedEvent> found = new ArrayList<>();
        for (int i = firstThatEndsAfter(from);
                i < events.size() && events.get(i).start().isBefore(until) && found.size() < most;
                i++) {
            if (events.get(i).overlaps(from, until)) {
                found.add(events.get(i));
            }
        }
        return found;
    }

    private int firstThatEndsAfter(Instant from) {
        int low = 0;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (latestEnds.get(middle).isAfter(from)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    @Override
    public Set<Subject> subjects() {
        return subjects;
    }
}
