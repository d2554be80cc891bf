// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.sources.Sources;
import io.affinity.sources.event.AnnouncedEvent;
import io.affinity.sources.event.CalendarException;
import io.affinity.sources.event.EventCalendar;
import io.affinity.sources.event.EventScope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a text is, it is refused as documented, or has ascending starts within the window and their number; nothing hangs. */
@Timeout(300)
class AnyTextTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant FROM = Instant.parse("2026-10-20T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-11-20T00:00:00Z");
    private static final int MOST = 500;

    private static final List<String> CRON = List.of("*/5 2 * * 1-5", "0 0 1,15 jan-mar *", "@daily", "30 2 29 2 0,7");
    private static final List<String> QUARTZ =
            List.of("0 0/5 14 ? * MON-FRI 2026", "0 15 10 L-2 * ?", "0 0 12 15W * ?", "* * * ? * 6#3");
    private static final List<String> TIMERS = List.of(
            "Mon..Fri *-*-* 02:00:00 Europe/Berlin", "*-*~07/1 00/6:00", "2026-1..6-1,15 *:0/20:30 UTC", "weekly");
    private static final List<String> UNITS = List.of("[Timer]\nOnCalendar=Mon 03:00\nRandomizedDelaySec=1h 30min\n");
    private static final List<String> CRONTABS = List.of("TZ=UTC\n17 * * * * root cd /\n@daily backup x\n# y\n");
    private static final List<String> CALENDARS = List.of("""
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VTIMEZONE
            TZID:Office
            BEGIN:STANDARD
            DTSTART:19701025T030000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:a
            DTSTART;TZID=Office:20260301T100000
            DTEND;TZID=Office:20260301T113000
            RRULE:FREQ=MONTHLY;INTERVAL=1;BYDAY=MO,-1FR;BYHOUR=9,17;COUNT=500
            EXDATE;TZID=Office:20261030T090000
            END:VEVENT
            BEGIN:VEVENT
            UID:b
            DTSTART:20261101T000000Z
            DURATION:PT10M
            RRULE:FREQ=MINUTELY;INTERVAL=7;UNTIL=20261103T000000Z
            END:VEVENT
            BEGIN:VEVENT
            UID:a
            RECURRENCE-ID;TZID=Office:20261102T090000
            DTSTART;VALUE=DATE:20261103
            END:VEVENT
            END:VCALENDAR
            """);
    private static final List<String> FEEDS = List.of("""
            {"id": "a", "kind": "k", "magnitude": 2.5, "start": "2026-11-01T00:00:00Z", "end": "2026-11-02T00:00:00Z"}
            {"id": "a", "state": "cancelled", "scope": {"vms": ["x"]}}
            {"id": "b", "start": "2026-11-01T00:00:00+01:00", "end": "2026-11-02T00:00:00Z", "scope": "all"}
            """);

    private final SplittableRandom random = new SplittableRandom(33);

    private String mutant(List<String> texts) {
        StringBuilder text = new StringBuilder(texts.get(random.nextInt(texts.size())));
        for (int i = random.nextInt(4); i >= 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(8));
            String other = texts.get(random.nextInt(texts.size()));
            int from = random.nextInt(other.length());
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
                case 1 -> text.delete(at, end);
                case 2 -> text.insert(at, other, from, Math.min(other.length(), from + 12));
                case 3 -> text.replace(at, end, String.valueOf(random.nextInt(-3, 100_000)));
                default -> text.insert(at, "*-/,~#\u00e9\u0000".charAt(random.nextInt(8)));
            }
        }
        return text.toString();
    }

    private void holds(List<String> texts, int times, Function<String, List<Instant>> starts) {
        int legal = 0;
        for (int i = 0; i < times; i++) {
            String text = mutant(texts);
            try {
                List<Instant> found = starts.apply(text);
                legal++;
                assertThat(found).as(text).hasSizeLessThanOrEqualTo(MOST).isSorted();
            } catch (CalendarException e) {
                assertThat(e.getMessage()).as(text).isNotBlank().doesNotContain("\n");
            }
        }
        assertThat(legal).as("texts that were read").isPositive();
    }

    private static List<Instant> strict(Schedule schedule) {
        List<Instant> starts = schedule.starts(FROM, UNTIL, MOST);
        assertThat(starts).doesNotHaveDuplicates().allMatch(at -> !at.isBefore(FROM) && at.isBefore(UNTIL));
        return starts;
    }

    private static List<Instant> ofEvents(EventCalendar calendar) {
        List<Instant> starts = new ArrayList<>();
        for (AnnouncedEvent event : calendar.during(FROM, UNTIL, MOST)) {
            assertThat(event.overlaps(FROM, UNTIL) || event.start().equals(event.end()))
                    .isTrue();
            starts.add(event.start());
        }
        return starts;
    }

    @Test
    void cron() {
        holds(CRON, 1500, text -> strict(Sources.cron(text, ZONE)));
    }

    @Test
    void quartz() {
        holds(QUARTZ, 1500, text -> strict(Sources.quartz(text, ZONE)));
    }

    @Test
    void timers() {
        holds(TIMERS, 3000, text -> strict(Sources.timer(text, ZONE)));
    }

    @Test
    void timerUnits() {
        holds(UNITS, 1000, text -> {
            TimerUnit unit = Sources.timerUnit(text, ZONE);
            assertThat(unit.width()).isGreaterThanOrEqualTo(Duration.ZERO);
            return strict(unit.schedule());
        });
    }

    @Test
    void crontabs() {
        holds(CRONTABS, 500, text -> {
            List<Instant> all = new ArrayList<>();
            Sources.crontab(text, ZONE, CrontabKind.SYSTEM).forEach(job -> all.addAll(strict(job.schedule())));
            return all.stream().sorted().limit(MOST).toList();
        });
    }

    @Test
    void calendars() {
        holds(CALENDARS, 1500, text -> ofEvents(Sources.ical(text, ZONE, Occasion.of("event", EventScope.ALL))));
    }

    @Test
    void feeds() {
        holds(FEEDS, 1500, text -> ofEvents(Sources.feed(text, Occasion.of("event", EventScope.ALL))));
    }
}
