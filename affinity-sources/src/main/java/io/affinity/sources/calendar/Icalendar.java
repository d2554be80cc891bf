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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads calendars of iCalendar (RFC 5545): what biweekly makes of the text, and recurrences, exceptions and time zones of our own. */
final class Icalendar {

    private static final Set<String> NEEDED = Set.of(
            "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "STATUS",
            "TZOFFSETFROM", "TZOFFSETTO", "TZID");

    private final ZoneId zone;
    private final Occasion absent;
    private final List<EventCalendar> calendars = new ArrayList<>();

    private Icalendar(ZoneId zone, Occasion absent) {
        this.zone = zone;
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
        IcalStructure.check(text);
        List<List<ParseWarning>> warnings = new ArrayList<>();
        try {
            List<ICalendar> all = Biweekly.parse(text).warnings(warnings).all();
            warnings.stream().flatMap(List::stream).forEach(Icalendar::refuse);
            Icalendar reader = new Icalendar(zone, absent);
            all.forEach(reader::read);
            return new ManyCalendars(reader.calendars);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException | IndexOutOfBoundsException
                | NullPointerException e) {
            // What biweekly does with texts that nobody thought of.
            throw new CalendarException(0, "the calendar cannot be read: " + CalendarException.quoted(String.valueOf(e.getMessage())), e);
        }
    }

    /** What cannot be read is left out by biweekly, with a warning. */
    private static void refuse(ParseWarning warning) {
        String property = warning.getPropertyName();
        Integer line = warning.getLineNumber();
        if (property != null && NEEDED.contains(property)) {
            throw new CalendarException(
                    line == null ? 0 : line, property + " is not right: " + CalendarException.quoted(warning.getMessage()));
        }
    }

    private void read(ICalendar calendar) {
        boolean isCancelled = calendar.getMethod() != null && calendar.getMethod().isCancel();
        if (isCancelled) {
            return;
        }
        IcalZones zones = new IcalZones(calendar.getTimezoneInfo(), zone);
        Map<String, IcalEvent> masters = new LinkedHashMap<>();
        Map<String, Map<IcalTime, IcalEvent>> overrides = new HashMap<>();
        for (VEvent component : calendar.getEvents()) {
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
        masters.forEach((uid, event) -> {
            List<IcalTime> elsewhere =
                    List.copyOf(overrides.getOrDefault(uid, Map.of()).keySet());
            add(event, zones, elsewhere);
        });
        overrides.values().forEach(ofOne -> ofOne.values().forEach(event -> add(event, zones, List.of())));
    }

    private void add(IcalEvent event, IcalZones zones, List<IcalTime> elsewhere) {
        if (!event.isCancelled()) {
            calendars.addAll(new IcalRecurrence(event, zones, elsewhere).calendars());
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
