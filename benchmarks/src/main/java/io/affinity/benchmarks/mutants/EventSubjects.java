// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import io.affinity.benchmarks.mutants.Subject.Form;
import io.affinity.benchmarks.mutants.Subject.Verdict;
import io.affinity.sources.Sources;
import io.affinity.sources.calendar.CrontabKind;
import io.affinity.sources.calendar.Occasion;
import io.affinity.sources.calendar.Schedule;
import io.affinity.sources.event.CalendarException;
import io.affinity.sources.event.EventCalendar;
import io.affinity.sources.event.EventScope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Schedules, calendars and feeds of events, asked for a month of what they say. */
final class EventSubjects {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant FROM = Instant.parse("2026-10-10T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-11-10T00:00:00Z");
    private static final int MOST = 10_000;

    private static final String CRONTAB = """
            SHELL=/bin/sh
            CRON_TZ=Europe/Berlin
            # m h dom mon dow user command
            17 *    * * *   root    cd / && run-parts --report /etc/cron.hourly
            25 6    * * 1-5   root    backup --all
            @daily  nobody  tidy
            """;

    private static final String TIMER = """
            [Unit]
            Description=Backup
            [Timer]
            OnCalendar=Mon..Fri *-*-* 02:00:00 Europe/Berlin
            OnCalendar=*-*~07/1 00/6:30
            RandomizedDelaySec=1h 30min
            Persistent=true
            """;

    private static final String ICAL = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//example//EN
            BEGIN:VTIMEZONE
            TZID:Office
            BEGIN:STANDARD
            DTSTART:19701025T030000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:19700329T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:month-end
            DTSTART;TZID=Office:20260131T200000
            DTEND;TZID=Office:20260201T040000
            RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=48
            EXDATE;TZID=Office:20261031T200000
            CATEGORIES:Batch
            X-AFFINITY-MAGNITUDE:2.5
            END:VEVENT
            BEGIN:VEVENT
            UID:month-end
            RECURRENCE-ID;TZID=Office:20261031T200000
            DTSTART;VALUE=DATE:20261101
            END:VEVENT
            END:VCALENDAR
            """;

    private static final String FEED = """
            {"id": "sale", "kind": "campaign", "magnitude": 2, "start": "2026-11-01T08:00:00Z", "end": "2026-11-03T20:00:00+01:00"}
            {"id": "audit", "start": "2026-10-20T08:00:00Z", "end": "2026-10-20T20:00:00Z", "scope": {"vms": ["a"], "groups": "db"}}
            {"id": "audit", "state": "cancelled"}
            """;

    private EventSubjects() {}

    static Map<String, Supplier<Subject>> all() {
        Map<String, Supplier<Subject>> subjects = new LinkedHashMap<>();
        add(
                subjects,
                "crontab",
                CRONTAB,
                text -> Sources.crontab(text, ZONE, CrontabKind.SYSTEM).forEach(job -> use(job.schedule())));
        add(subjects, "quartz", "0 0/15 8-18 ? * MON-FRI 2026", text -> use(Sources.quartz(text, ZONE)));
        add(subjects, "timer", TIMER, text -> use(Sources.timerUnit(text, ZONE).schedule()));
        add(subjects, "ical", ICAL, text -> use(Sources.ical(text, ZONE, absent())));
        add(subjects, "feed", FEED, text -> use(Sources.feed(text, absent())));
        return subjects;
    }

    private static Occasion absent() {
        return Occasion.of("event", EventScope.ALL);
    }

    private static void use(Schedule schedule) {
        requireFew(schedule.starts(FROM, UNTIL, MOST));
    }

    private static void use(EventCalendar calendar) {
        requireFew(calendar.during(FROM, UNTIL, MOST));
    }

    private static void requireFew(List<?> found) {
        if (found.size() > MOST) {
            throw new IllegalStateException("There must be at most " + MOST + ", and are " + found.size() + ".");
        }
    }

    private static void add(
            Map<String, Supplier<Subject>> subjects, String name, String seed, Consumer<String> reader) {
        byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
        subjects.put(
                name,
                () -> new Subject(name, Form.TEXT, List.of(bytes), input -> {
                    try {
                        reader.accept(new String(input, StandardCharsets.UTF_8));
                        return Verdict.ACCEPTED;
                    } catch (CalendarException e) {
                        return Verdict.REFUSED;
                    }
                }));
    }
}
