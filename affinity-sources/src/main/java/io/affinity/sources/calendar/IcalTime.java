// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import biweekly.util.DateTimeComponents;
import biweekly.util.ICalDate;
import io.affinity.sources.event.CalendarException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * A time of a calendar.
 *
 * @param local by the clock of its zone; the begin of the day for a date
 * @param isDate whether it is a whole day
 */
record IcalTime(LocalDateTime local, boolean isDate, ZoneRules rules) {

    /** @param zone of a time that is not in universal time */
    static IcalTime of(@Nullable ICalDate date, ZoneRules zone, int line) {
        DateTimeComponents parts = date == null ? null : date.getRawComponents();
        if (date == null || parts == null) {
            throw new CalendarException(line, "a date must be one such as 20260401 or 20260401T120000Z.");
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    parts.getYear(),
                    parts.getMonth(),
                    parts.getDate(),
                    date.hasTime() ? parts.getHour() : 0,
                    date.hasTime() ? parts.getMinute() : 0,
                    date.hasTime() ? Math.min(59, parts.getSecond()) : 0);
            return new IcalTime(local, !date.hasTime(), parts.isUtc() ? ZoneOffset.UTC.getRules() : zone);
        } catch (DateTimeException e) {
            throw new CalendarException(line, "there is no such time as " + parts + ".", e);
        }
    }

    /** {@return when it is, by the first of two times that the clock may show it, and later where it shows none} */
    Instant instant() {
        return instant(local, rules);
    }

    static Instant instant(LocalDateTime local, ZoneRules rules) {
        Instant[] found = {Instant.EPOCH};
        ClockChange.ICALENDAR.instants(local, rules, instant -> found[0] = instant);
        return found[0];
    }
}
