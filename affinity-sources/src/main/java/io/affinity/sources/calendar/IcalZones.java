// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import biweekly.component.Observance;
import biweekly.component.VTimezone;
import biweekly.io.TimezoneAssignment;
import biweekly.io.TimezoneInfo;
import biweekly.property.ICalProperty;
import biweekly.util.Recurrence;
import io.affinity.sources.event.CalendarException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The time zones of one calendar: those that Java knows by their id, and those that only the calendar describes. Belongs to one thread. */
final class IcalZones {

    private static final LocalDate END = LocalSchedule.LAST_DAY;

    private final TimezoneInfo info;
    private final ZoneRules floating;
    private final Map<String, ZoneRules> described = new HashMap<>();

    /** @param floating of times that name no zone */
    IcalZones(TimezoneInfo info, ZoneId floating) {
        this.info = info;
        this.floating = floating.getRules();
    }

    /** {@return the zone of the times of a property} */
    ZoneRules of(ICalProperty property, int line) {
        TimezoneAssignment assigned = info.getTimezone(property);
        String said = property.getParameters().getTimezoneId();
        if (assigned == null && said != null) {
            ZoneRules known = known(said);
            if (known != null) {
                return known;
            }
            throw new CalendarException(
                    line,
                    "the time zone " + CalendarException.quoted(said)
                            + " must be described by a VTIMEZONE, or be one such as Europe/Berlin.");
        }
        if (assigned == null) {
            return floating;
        }
        VTimezone component = assigned.getComponent();
        String id = component == null || component.getTimezoneId() == null
                ? assigned.getGlobalId()
                : component.getTimezoneId().getValue();
        ZoneRules known = id == null ? null : known(id);
        if (known != null || component == null) {
            return known == null ? assigned.getTimeZone().toZoneId().getRules() : known;
        }
        return described.computeIfAbsent(String.valueOf(id), unknown -> rules(component, line));
    }

    private static @Nullable ZoneRules known(String id) {
        try {
            return ZoneId.of(id.startsWith("/") ? id.substring(1) : id).getRules();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static ZoneRules rules(VTimezone zone, int line) {
        SortedMap<Instant, ZoneOffset> changes = new TreeMap<>();
        List<Observance> observances = new ArrayList<>(zone.getStandardTimes());
        observances.addAll(zone.getDaylightSavingsTime());
        ZoneOffset initial = null;
        LocalDateTime earliest = LocalDateTime.MAX;
        for (Observance each : observances) {
            if (each.getDateStart() == null
                    || each.getTimezoneOffsetTo() == null
                    || each.getTimezoneOffsetFrom() == null) {
                throw new CalendarException(
                        line, "a VTIMEZONE must have DTSTART, TZOFFSETFROM and TZOFFSETTO for each of its times.");
            }
            LocalDateTime start = IcalTime.of(each.getDateStart().getValue(), ZoneOffset.UTC.getRules(), line)
                    .local();
            ZoneOffset from = offset(each.getTimezoneOffsetFrom().getValue().getMillis(), line);
            ZoneOffset to = offset(each.getTimezoneOffsetTo().getValue().getMillis(), line);
            if (start.isBefore(earliest)) {
                earliest = start;
                initial = from;
            }
            onsets(each, start, line).forEach(onset -> changes.put(onset.toInstant(from), to));
        }
        if (initial == null) {
            throw new CalendarException(line, "a VTIMEZONE must have a STANDARD or DAYLIGHT.");
        }
        return rules(initial, changes);
    }

    private static ZoneOffset offset(long millis, int line) {
        try {
            return ZoneOffset.ofTotalSeconds((int) (millis / 1000));
        } catch (DateTimeException e) {
            throw new CalendarException(line, "an offset of a VTIMEZONE must be from -18 to 18 hours.", e);
        }
    }

    private static List<LocalDateTime> onsets(Observance observance, LocalDateTime start, int line) {
        List<LocalDateTime> onsets = new ArrayList<>(List.of(start));
        observance
                .getRecurrenceDates()
                .forEach(dates -> dates.getDates()
                        .forEach(date -> onsets.add(IcalTime.of(date, ZoneOffset.UTC.getRules(), line)
                                .local())));
        if (observance.getRecurrenceRule() == null
                || observance.getRecurrenceRule().getValue() == null) {
            return onsets;
        }
        Recurrence rule = observance.getRecurrenceRule().getValue();
        RecurrenceLimits.check(rule, line);
        if (RecurrenceTimes.isWithinDays(rule)) {
            throw new CalendarException(line, "a VTIMEZONE must not change more than once a day.");
        }
        RecurrenceTimes times = new RecurrenceTimes(rule, start);
        LocalDateTime until = rule.getUntil() == null
                ? END.atStartOfDay()
                : IcalTime.of(rule.getUntil(), ZoneOffset.UTC.getRules(), line)
                        .local()
                        .plusDays(1);
        LocalDate from =
                start.toLocalDate().isBefore(LocalDate.of(1969, 1, 1)) ? LocalDate.of(1969, 1, 1) : start.toLocalDate();
        for (LocalDate day = from; day.isBefore(END) && !day.isAfter(until.toLocalDate()); day = day.plusDays(1)) {
            for (int second : times.secondsOf(day)) {
                onsets.add(day.atStartOfDay().plusSeconds(second));
            }
        }
        return onsets;
    }

    private static ZoneRules rules(ZoneOffset initial, SortedMap<Instant, ZoneOffset> changes) {
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        ZoneOffset offset = initial;
        for (Map.Entry<Instant, ZoneOffset> change : changes.entrySet()) {
            if (!change.getValue().equals(offset)) {
                LocalDateTime local = LocalDateTime.ofInstant(change.getKey(), offset);
                transitions.add(ZoneOffsetTransition.of(local, offset, change.getValue()));
                offset = change.getValue();
            }
        }
        return ZoneRules.of(initial, initial, List.of(), transitions, List.of());
    }
}
