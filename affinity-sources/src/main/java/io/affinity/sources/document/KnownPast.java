// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.document;

import io.affinity.sources.event.AnnouncedEvent;
import io.affinity.sources.event.EventCalendar;
import io.affinity.sources.event.EventList;
import io.affinity.sources.event.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a calendar said and says: of the time before its last change what it said then, of the time after that what it says now. A kind of
 * event that it had never named before is taken with its past, of which nothing was said. Immutable and thread-safe.
 *
 * @param version counts the changes
 * @param firsts for the time before each kind was first named
 * @param between what was said of the time between the first change and the last, as single events
 * @param since the time of the last change, from which on the current calendar holds
 * @param subjects all that were ever named
 */
record KnownPast(
        long version,
        List<First> firsts,
        List<AnnouncedEvent> between,
        EventCalendar betweenCalendar,
        Instant since,
        EventCalendar current,
        Set<Subject> subjects)
        implements EventCalendar {

    /** Nothing was said yet. */
    static final KnownPast NOTHING = new KnownPast(
            0, List.of(), List.of(), new EventList(List.of()), Instant.MIN, new EventList(List.of()), Set.of());

    /** As long as any history is kept. */
    static final Duration MEMORY = Duration.ofDays(400);

    private static final int MOST_EVENTS = 1_000_000;

    /**
     * Kinds that were named for the first time, and what was said then of the time before.
     *
     * @param until before which it holds
     */
    private record First(EventCalendar calendar, Set<String> kinds, Instant until) {}

    KnownPast {
        firsts = List.copyOf(firsts);
        between = List.copyOf(between);
        subjects = Set.copyOf(subjects);
    }

    /** {@return the same when another calendar holds from a time on} */
    KnownPast changed(EventCalendar next, Instant at) {
        Instant from = version == 0 || at.isAfter(since) ? at : since;
        List<AnnouncedEvent> said = new ArrayList<>(between);
        if (version > 0) {
            said.addAll(clipped(current.during(since, from, MOST_EVENTS), since, from));
            said.removeIf(event -> event.end().isBefore(from.minus(MEMORY)));
        }
        Set<String> known = kinds(subjects);
        Set<String> fresh = kinds(next.subjects());
        fresh.removeAll(known);
        List<First> all = new ArrayList<>(firsts);
        if (!fresh.isEmpty()) {
            all.add(new First(next, fresh, from));
        }
        Set<Subject> named = new HashSet<>(subjects);
        named.addAll(next.subjects());
        return new KnownPast(version + 1, all, said, new EventList(said), from, next, named);
    }

    private static Set<String> kinds(Set<Subject> subjects) {
        return subjects.stream().map(Subject::kind).collect(Collectors.toCollection(HashSet::new));
    }

    @Override
    public List<AnnouncedEvent> during(Instant from, Instant until, int most) {
        List<AnnouncedEvent> found = new ArrayList<>();
        for (First first : firsts) {
            Instant end = earlier(until, first.until);
            if (from.isBefore(end)) {
                first.calendar.during(from, end, most).stream()
                        .filter(event -> first.kinds.contains(event.kind()))
                        .map(event -> clipped(event, Instant.MIN, first.until))
                        .forEach(found::add);
            }
        }
        found.addAll(betweenCalendar.during(from, until, most));
        Instant begin = later(from, since);
        if (begin.isBefore(until)) {
            found.addAll(clipped(current.during(begin, until, most), since, Instant.MAX));
        }
        found.sort(Comparator.comparing(AnnouncedEvent::start));
        return found.size() <= most ? found : new ArrayList<>(found.subList(0, most));
    }

    private static List<AnnouncedEvent> clipped(List<AnnouncedEvent> events, Instant from, Instant until) {
        return events.stream()
                .filter(event -> event.overlaps(from, until))
                .map(event -> clipped(event, from, until))
                .toList();
    }

    private static AnnouncedEvent clipped(AnnouncedEvent event, Instant from, Instant until) {
        return new AnnouncedEvent(
                event.id(),
                later(event.start(), from),
                earlier(event.end(), until),
                event.kind(),
                event.magnitude(),
                event.scope(),
                event.state());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
