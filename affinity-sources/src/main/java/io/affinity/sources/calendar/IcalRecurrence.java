// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import biweekly.component.VEvent;
import biweekly.property.ExceptionDates;
import biweekly.property.RecurrenceDates;
import biweekly.property.RecurrenceRule;
import biweekly.util.ICalDate;
import biweekly.util.Period;
import biweekly.util.Recurrence;
import io.affinity.sources.event.AnnouncedEvent;
import io.affinity.sources.event.AnnouncedEvent.State;
import io.affinity.sources.event.CalendarException;
import io.affinity.sources.event.EventCalendar;
import io.affinity.sources.event.EventList;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** When one VEVENT takes place: at its start, by its rules, and at single dates, without those that were taken out. Belongs to one thread. */
final class IcalRecurrence {

    private final IcalEvent event;
    private final VEvent component;
    private final IcalZones zones;
    private final Set<Instant> without = new HashSet<>();
    private final Set<LocalDate> withoutDays = new HashSet<>();
    private final List<AnnouncedEvent> single = new ArrayList<>();

    /** @param elsewhere the occurrences that stand elsewhere in the calendar */
    IcalRecurrence(IcalEvent event, IcalZones zones, List<IcalTime> elsewhere) {
        this.event = event;
        this.component = event.component();
        this.zones = zones;
        elsewhere.forEach(this::leaveOut);
        for (ExceptionDates dates : component.getExceptionDates()) {
            ZoneRules zone = zones.of(dates, 0);
            dates.getValues().forEach(date -> leaveOut(IcalTime.of(date, zone, 0)));
        }
    }

    private void leaveOut(IcalTime time) {
        if (time.isDate()) {
            withoutDays.add(time.local().toLocalDate());
        } else {
            without.add(time.instant());
        }
    }

    List<EventCalendar> calendars() {
        if (!component.getExceptionRules().isEmpty()) {
            throw new CalendarException(
                    0,
                    "the event " + IcalEvent.called(component) + " must name exceptions by EXDATE, and not by EXRULE.");
        }
        List<EventCalendar> calendars = new ArrayList<>();
        component.getRecurrenceDates().forEach(this::addDates);
        List<RecurrenceRule> rules = component.getProperties(RecurrenceRule.class);
        if (rules.isEmpty()) {
            add(event.start().instant(), event.endOf(event.start().instant()));
        } else {
            List<Schedule> schedules = new ArrayList<>();
            rules.forEach(rule -> schedules.add(schedule(rule.getValue())));
            calendars.add(recurring(schedules.size() == 1 ? schedules.get(0) : new UnionSchedule(schedules)));
        }
        calendars.add(new EventList(single));
        return calendars;
    }

    private RecurringEvents recurring(Schedule schedule) {
        if (event.length().compareTo(RecurringEvents.LONGEST) > 0) {
            throw new CalendarException(
                    0,
                    "the event " + IcalEvent.called(component) + ", which recurs, must not take more than "
                            + RecurringEvents.LONGEST.toDays() + " days.");
        }
        return new RecurringEvents(
                schedule,
                event.length(),
                event.start().isDate(),
                event.start().rules(),
                event.occasion(),
                without,
                withoutDays);
    }

    private Schedule schedule(Recurrence rule) {
        RecurrenceLimits.check(rule, 0);
        LocalDateTime first = event.start().local();
        ZoneRules zone = event.start().rules();
        RecurrenceTimes times = new RecurrenceTimes(rule, first);
        LocalDateTime last = LocalDateTime.MAX;
        if (rule.getUntil() != null) {
            last = until(rule.getUntil(), zone);
        } else if (rule.getCount() != null) {
            boolean isExtra = !times.has(first);
            last = RecurrenceLimits.last(rule, first, times, isExtra);
        }
        ClockChange change = RecurrenceTimes.isWithinDays(rule) ? ClockChange.CRON_WILDCARD : ClockChange.ICALENDAR;
        return new LocalSchedule(new BoundedTimes(times, first, last.isBefore(first) ? first : last), zone, change);
    }

    /** A date includes its whole day. */
    private static LocalDateTime until(ICalDate date, ZoneRules zone) {
        IcalTime until = IcalTime.of(date, zone, 0);
        if (until.isDate()) {
            return until.local().plusDays(1).minusSeconds(1);
        }
        Instant instant = until.instant();
        return LocalDateTime.ofInstant(instant, zone.getOffset(instant));
    }

    private void addDates(RecurrenceDates dates) {
        ZoneRules zone = zones.of(dates, 0);
        for (ICalDate date : dates.getDates()) {
            Instant begin = IcalTime.of(date, zone, 0).instant();
            add(begin, event.endOf(begin));
        }
        for (Period period : dates.getPeriods()) {
            Instant begin = IcalTime.of(period.getStartDate(), zone, 0).instant();
            Instant end = period.getEndDate() == null
                    ? begin.plus(
                            period.getDuration() == null
                                    ? event.length()
                                    : Duration.ofMillis(period.getDuration().toMillis()))
                    : IcalTime.of(period.getEndDate(), zone, 0).instant();
            add(begin, end);
        }
    }

    private void add(Instant begin, Instant end) {
        LocalDate day = LocalDate.ofInstant(begin, event.start().rules().getOffset(begin));
        if (!without.contains(begin) && !withoutDays.contains(day)) {
            if (end.isBefore(begin)) {
                throw new CalendarException(
                        0, "the event " + IcalEvent.called(component) + " must not end before it starts.");
            }
            single.add(event.occasion().event(begin, end, State.ANNOUNCED));
        }
    }
}
