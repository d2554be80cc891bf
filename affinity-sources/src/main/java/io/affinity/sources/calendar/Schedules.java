// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import io.affinity.sources.event.CalendarException;
import io.affinity.sources.event.EventCalendar;
import java.time.ZoneId;
import java.util.List;

/** Reads schedules and calendars; {@code io.affinity.sources.Sources} says more of each. */
public final class Schedules {

    private Schedules() {}

    /**
     * {@return the schedule of five fields, or of a name}
     *
     * @throws CalendarException if it is not legal
     */
    public static Schedule cron(String expression, ZoneId zone) {
        return CronExpression.of(expression, zone);
    }

    /**
     * {@return the jobs of a crontab}
     *
     * @throws CalendarException if a line is not legal
     */
    public static List<CrontabLine> crontab(String text, ZoneId zone, CrontabKind kind) {
        return Crontab.parse(text, zone, kind);
    }

    /**
     * {@return the schedule of a trigger of Quartz}
     *
     * @throws CalendarException if it is not legal
     */
    public static Schedule quartz(String expression, ZoneId zone) {
        return QuartzExpression.of(expression, zone);
    }

    /**
     * {@return the schedule of a calendar event of systemd}
     *
     * @throws CalendarException if it is not legal
     */
    public static Schedule timer(String expression, ZoneId zone) {
        return TimerExpression.of(expression, zone);
    }

    /**
     * {@return what a timer unit says}
     *
     * @throws CalendarException if it is not legal
     */
    public static TimerUnit timerUnit(String text, ZoneId zone) {
        return TimerFile.parse(text, zone);
    }

    /**
     * {@return the events of iCalendar}
     *
     * @throws CalendarException if it is not right
     */
    public static EventCalendar ical(String text, ZoneId zone, Occasion absent) {
        return Icalendar.parse(text, zone, absent);
    }
}
