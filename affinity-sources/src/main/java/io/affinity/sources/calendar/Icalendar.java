// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import biweekly.parameter.Range;
import io.affinity.sources.event.CalendarException;
import io.affinity.sources.event.EventCalendar;
import io.affinity.sources.event.ManyCalendars;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads calendars of iCalendar (RFC 5545): what biweekly makes of the text, and recurrences, exceptions and time zones of our own. */
final class Icalendar {

    private static final Set<String> NEEDED = Set.of(
            "DTSTART",
            "DTEND",
            "DURATION",
            "RRULE",
            "RDATE",
            "EXDATE",
            "EXRULE",
            "RECURRENCE-ID",
            "STATUS",
            "TZOFFSETFROM",
            "TZOFFSETTO",
            "TZID");

    private final ZoneId zone;
    private final Occasion absent;
    private final List<Integer> lines;
    private final IdentityHashMap<VEvent, Integer> lineOf = new IdentityHashMap<>();
    private final List<EventCalendar> calendars = new ArrayList<>();
    private int place;

    private Icalendar(ZoneId zone, Occasion absent, List<Integer> lines) {
        this.zone = zone;
        this.lines = lines;
        this.absent = absent;
    }

    /**
     * {@return the events of all calendars of a text}
     *
     * @param zone of times that name none
     * @param absent what events are that do not say so themselves; its magnitude is that of an event of magnitude 1
     * @throws CalendarException if it is not right
     */
    static EventCalendar parse(String text, ZoneId zone, Occasion absent) {
        List<Integer> lines = IcalStructure.check(text);
        List<List<ParseWarning>> warnings = new ArrayList<>();
        try {
            List<ICalendar> all = Biweekly.parse(text).warnings(warnings).all();
            warnings.stream().flatMap(List::stream).forEach(Icalendar::refuse);
            int events = all.stream().mapToInt(one -> one.getEvents().size()).sum();
            Icalendar reader = new Icalendar(zone, absent, events == lines.size() ? lines : List.of());
            all.forEach(reader::read);
            return new ManyCalendars(reader.calendars);
        } catch (DateTimeException
                | ArithmeticException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NullPointerException
                | AssertionError e) {
            // What biweekly does with texts that nobody thought of.
            throw new CalendarException(
                    0, "the calendar cannot be read: " + CalendarException.quoted(String.valueOf(e.getMessage())), e);
        }
    }

    /** What cannot be read is left out by biweekly, with a warning. */
    private static void refuse(ParseWarning warning) {
        String property = warning.getPropertyName();
        Integer line = warning.getLineNumber();
        if (property != null && NEEDED.contains(property)) {
            throw new CalendarException(
                    line == null ? 0 : line,
                    property + " is not right: " + CalendarException.quoted(warning.getMessage()));
        }
    }

    private void read(ICalendar calendar) {
        IcalZones zones = new IcalZones(calendar.getTimezoneInfo(), zone);
        Map<String, IcalEvent> masters = new LinkedHashMap<>();
        Map<String, Map<IcalTime, IcalEvent>> overrides = new LinkedHashMap<>();
        for (VEvent component : calendar.getEvents()) {
            lineOf.put(component, place < lines.size() ? lines.get(place++) : 0);
            at(component, () -> sort(component, zones, masters, overrides));
        }
        boolean isCancelled =
                calendar.getMethod() != null && calendar.getMethod().isCancel();
        if (isCancelled) {
            return;
        }
        masters.forEach((uid, event) -> {
            List<IcalTime> elsewhere =
                    List.copyOf(overrides.getOrDefault(uid, Map.of()).keySet());
            add(event, zones, elsewhere);
        });
        overrides.values().forEach(ofOne -> ofOne.values().forEach(event -> add(event, zones, List.of())));
    }

    private void sort(
            VEvent component,
            IcalZones zones,
            Map<String, IcalEvent> masters,
            Map<String, Map<IcalTime, IcalEvent>> overrides) {
        IcalEvent event = IcalEvent.of(component, zones, absent);
        if (component.getRecurrenceId() != null) {
            overrides
                    .computeIfAbsent(event.uid(), uid -> new LinkedHashMap<>())
                    .merge(occurrence(event, zones), event, Icalendar::newer);
        } else {
            String key = event.uid().isEmpty() ? "\n" + masters.size() : event.uid();
            masters.merge(key, event, Icalendar::newer);
        }
    }

    private void add(IcalEvent event, IcalZones zones, List<IcalTime> elsewhere) {
        if (!event.isCancelled()) {
            at(event.component(), () -> calendars.addAll(new IcalRecurrence(event, zones, elsewhere).calendars()));
        }
    }

    /** What is wrong with an event is on its lines. */
    private void at(VEvent component, Runnable reading) {
        try {
            reading.run();
        } catch (CalendarException e) {
            throw e.line() == 0 ? e.at(lineOf.getOrDefault(component, 0)) : e;
        }
    }

    private static IcalEvent newer(IcalEvent first, IcalEvent second) {
        return first.sequence() > second.sequence() ? first : second;
    }

    private static IcalTime occurrence(IcalEvent event, IcalZones zones) {
        var id = event.component().getRecurrenceId();
        if (id.getRange() == Range.THIS_AND_FUTURE) {
            throw new CalendarException(
                    0,
                    "the event " + IcalEvent.called(event.component())
                            + " must not change all occurrences after one (RANGE=THISANDFUTURE); make a new event of them.");
        }
        return IcalTime.of(id.getValue(), zones.of(id, 0), 0);
    }
}
