// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources;

import io.affinity.sources.activity.ActivityReader;
import io.affinity.sources.activity.WatchedActivity;
import io.affinity.sources.calendar.CrontabKind;
import io.affinity.sources.calendar.CrontabLine;
import io.affinity.sources.calendar.Occasion;
import io.affinity.sources.calendar.Schedule;
import io.affinity.sources.calendar.Schedules;
import io.affinity.sources.calendar.TimerUnit;
import io.affinity.sources.document.Document;
import io.affinity.sources.event.CalendarException;
import io.affinity.sources.event.EventCalendar;
import io.affinity.sources.event.EventList;
import io.affinity.sources.feed.JsonFeed;
import io.affinity.sources.prometheus.PrometheusDemand;
import io.affinity.sources.prometheus.StoreActivity;
import io.affinity.sources.prometheus.settings.PrometheusSettings;
import io.affinity.sources.prometheus.settings.StoreQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** Where demand and events are known already. */
public final class Sources {

    private Sources() {}

    /**
     * {@return the demand that a metrics store with the HTTP API of Prometheus has, such as Prometheus and VictoriaMetrics; nothing is
     * asked yet}
     *
     * @param clock by which samples are too old, and nothing is later than now; that of the inventory
     */
    public static PrometheusDemand prometheus(PrometheusSettings settings, Clock clock) {
        return PrometheusDemand.of(settings, clock);
    }

    /**
     * {@return the schedule of a cron expression: five fields as Vixie cron has them, or a name such as {@code @daily}}
     *
     * <p>Where the clock is put forward, a job whose hour and minute are fixed starts right after the gap if its time is left out; where it
     * is put back, such a job starts once, and one with a star for its hour or minute whenever the clock shows its time.
     *
     * @throws CalendarException if it is not legal
     */
    public static Schedule cron(String expression, ZoneId zone) {
        return Schedules.cron(expression, zone);
    }

    /**
     * {@return the jobs of a whole crontab, but for those that start with the machine ({@code @reboot})}
     *
     * @param zone where the crontab sets neither {@code CRON_TZ} nor {@code TZ}
     * @throws CalendarException if a line is not legal
     */
    public static List<CrontabLine> crontab(String text, ZoneId zone, CrontabKind kind) {
        return Schedules.crontab(text, zone, kind);
    }

    /**
     * {@return the schedule of a Quartz expression: six fields, or seven with a year}
     *
     * <p>A time that the clock leaves out does not come; one that it shows twice comes the second time, as Quartz has it, unless the hour has a
     * star or a step: then it comes both times.
     *
     * @throws CalendarException if it is not legal
     */
    public static Schedule quartz(String expression, ZoneId zone) {
        return Schedules.quartz(expression, zone);
    }

    /**
     * {@return the schedule of a calendar event of systemd ({@code OnCalendar=}), with whole seconds}
     *
     * <p>A time that the clock leaves out does not come; one that it shows twice comes the first time.
     *
     * @param zone where the expression names none
     * @throws CalendarException if it is not legal
     */
    public static Schedule timer(String expression, ZoneId zone) {
        return Schedules.timer(expression, zone);
    }

    /**
     * {@return what a timer unit of systemd says}
     *
     * @throws CalendarException if it is not legal, or counts from the start of a machine or unit
     */
    public static TimerUnit timerUnit(String text, ZoneId zone) {
        return Schedules.timerUnit(text, zone);
    }

    /**
     * {@return the events of a calendar (iCalendar, RFC 5545), with recurrences, exceptions and time zones}
     *
     * @param zone of times that name none
     * @param absent what events are that do not say so themselves by CATEGORIES, X-AFFINITY-KIND or X-AFFINITY-MAGNITUDE
     * @throws CalendarException if it is not right
     */
    public static EventCalendar ical(String text, ZoneId zone, Occasion absent) {
        return Schedules.ical(text, zone, absent);
    }

    /**
     * {@return samples of what goes on outside: CSV with columns {@code time} and {@code value}, or objects of JSON with such fields, one a
     * line; nothing is read yet}. {@link io.affinity.sources.activity.WatchedActivity} makes a series of it.
     */
    public static ActivityReader activity(Document document) {
        return WatchedActivity.of(document);
    }

    /**
     * {@return the same from an expression of a metrics store with the HTTP API of Prometheus; nothing is asked yet}
     *
     * @param step of the loop, whole milliseconds
     * @param past how far back it is asked for, as the loop keeps history
     * @param clock nothing is later than now by it
     */
    public static ActivityReader activity(StoreQuery query, Duration step, Duration past, Clock clock) {
        return StoreActivity.of(query, step, past, clock);
    }

    /**
     * {@return the events of a feed: objects of JSON, one after the other or in an array}
     *
     * @param absent what events are that do not say so themselves
     * @throws CalendarException if it is not right
     */
    public static EventCalendar feed(String text, Occasion absent) {
        return new EventList(JsonFeed.parse(text, absent));
    }
}
