// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Quoted;
import io.affinity.sources.Sources;
import io.affinity.sources.calendar.Occasion;
import io.affinity.sources.calendar.Schedule;
import io.affinity.sources.calendar.ScheduledEvents;
import io.affinity.sources.document.Documents;
import io.affinity.sources.event.AnnouncedEvent;
import io.affinity.sources.event.CalendarException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the file says of events that are known in advance.
 *
 * @param stated the expression, file or address, and where it is
 * @param timing what to make of it
 * @param duration of each event of a schedule; zero where the source has one for each
 * @param occasion what the events are, as far as the source does not say it
 * @param zone of times that name none
 * @param vms that are named
 * @param groups that are named: location policies
 * @param tenants that are named
 */
public record EventSection(
        Mention stated,
        Timing timing,
        Duration duration,
        Occasion occasion,
        ZoneId zone,
        List<Mention> vms,
        List<Mention> groups,
        List<Mention> tenants) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Map<String, Format> SOURCES = new LinkedHashMap<>();

    static {
        SOURCES.put("cron", Format.CRON);
        SOURCES.put("crontab", Format.CRONTAB);
        SOURCES.put("timer", Format.TIMER);
        SOURCES.put("quartz", Format.QUARTZ);
        SOURCES.put("ical", Format.ICAL);
        SOURCES.put("feed", Format.FEED);
    }

    /** How the times of events are written. */
    public enum Format {
        CRON,
        CRONTAB,
        TIMER,
        QUARTZ,
        ICAL,
        FEED;

        /** {@return whether it says itself how long each event takes} */
        boolean hasDurations() {
            return this == ICAL || this == FEED;
        }
    }

    /** Where the times of events are. */
    public sealed interface Timing {

        /** In the cluster file. */
        record Stated(Schedule schedule) implements Timing {}

        /** In a file, or at an address, of this format. */
        record Elsewhere(Format format) implements Timing {}
    }

    public EventSection {
        vms = List.copyOf(vms);
        groups = List.copyOf(groups);
        tenants = List.copyOf(tenants);
    }

    static EventSection read(Section s) {
        Set<String> said = SOURCES.keySet().stream().filter(s::has).collect(Collectors.toSet());
        if (said.size() != 1) {
            String legal = "must have exactly one of " + String.join(", ", SOURCES.keySet()) + ".";
            s.refuse(legal);
            throw new IllegalArgumentException("An event " + legal);
        }
        String key = said.iterator().next();
        Format format = SOURCES.getOrDefault(key, Format.CRON);
        StatedScope scope = StatedScope.read(s);
        Occasion occasion = new Occasion(
                s.path(), kind(s, format), s.number("magnitude", 1, Range.of(0.0, AnnouncedEvent.MOST)), scope.scope());
        Duration duration = duration(s, format);
        ZoneId zone = zone(s);
        Timing timing = timing(s, key, format, zone);
        return new EventSection(
                s.mention(key), timing, duration, occasion, zone, scope.vms(), scope.groups(), scope.tenants());
    }

    private static String kind(Section s, Format format) {
        String kind = format.hasDurations() ? s.text("kind", "event") : s.text("kind");
        if (s.has("kind") && kind.isBlank()) {
            s.refuse("kind", "must not be blank.");
        }
        return kind.isBlank() ? "event" : kind;
    }

    private static Duration duration(Section s, Format format) {
        if (format.hasDurations()) {
            if (s.has("duration")) {
                s.refuse("duration", "must be left out, as each event there says when it ends.");
            }
            return Duration.ZERO;
        }
        s.text("duration");
        return s.duration("duration", SHORTEST, SHORTEST, ScheduledEvents.LONGEST);
    }

    private static ZoneId zone(Section s) {
        String name = s.text("zone", "UTC");
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            s.refuse("zone", "must be a time zone such as UTC or Europe/Berlin, not " + Quoted.of(name) + ".");
            return ZoneOffset.UTC;
        }
    }

    private static Timing timing(Section s, String key, Format format, ZoneId zone) {
        String text = s.text(key);
        boolean isElsewhere =
                switch (format) {
                    case CRON, QUARTZ -> false;
                    case TIMER -> text.endsWith(".timer");
                    case CRONTAB, ICAL, FEED -> true;
                };
        try {
            if (isElsewhere) {
                Documents.at(text, Path.of(""), InstantSource.system());
                return new Timing.Elsewhere(format);
            }
            return new Timing.Stated(
                    switch (format) {
                        case QUARTZ -> Sources.quartz(text, zone);
                        case TIMER -> Sources.timer(text, zone);
                        default -> Sources.cron(text, zone);
                    });
        } catch (CalendarException | IllegalArgumentException e) {
            s.refuse(key, String.valueOf(e.getMessage()));
            return new Timing.Elsewhere(format);
        }
    }
}
