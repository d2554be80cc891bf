// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Several calendars as one, such as the lines of a crontab. As thread-safe as they are; they must not change. */
public final class ManyCalendars implements EventCalendar {

    private final List<EventCalendar> calendars;
    private final Set<Subject> subjects;

    public ManyCalendars(List<? extends EventCalendar> calendars) {
        this.calendars = List.copyOf(calendars);
        Set<Subject> all = new HashSet<>();
        calendars.forEach(calendar -> all.addAll(calendar.subjects()));
        this.subjects = Set.copyOf(all);
    }

    @Override
    public List<AnnouncedEvent> during(Instant from, Instant until, int most) {
        List<AnnouncedEvent> found = new ArrayList<>();
        for (EventCalendar calendar : calendars) {
            found.addAll(calendar.during(from, until, most));
            if (found.size() >= 2L * most) {
                keepFirst(found, most);
            }
        }
        keepFirst(found, most);
        return found;
    }

    private static void keepFirst(List<AnnouncedEvent> events, int most) {
        events.sort(Comparator.comparing(AnnouncedEvent::start));
        events.subList(Math.min(most, events.size()), events.size()).clear();
    }

    @Override
    public Set<Subject> subjects() {
        return subjects;
    }
}
