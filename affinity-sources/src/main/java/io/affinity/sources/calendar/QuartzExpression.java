// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import io.affinity.sources.event.CalendarException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.function.Predicate;

/** The times of a trigger of Quartz: six fields, or seven with a year. */
final class QuartzExpression {

    private static final int LEAST_FIELDS = 6;
    private static final int MOST_FIELDS = 7;

    private QuartzExpression() {}

    private record Days(Predicate<LocalDate> days, BitSet months, BitSet years) implements Predicate<LocalDate> {

        @Override
        public boolean test(LocalDate day) {
            return months.get(day.getMonthValue()) && years.get(day.getYear()) && days.test(day);
        }
    }

    /**
     * {@return the schedule of an expression}
     *
     * @throws CalendarException if it is not legal
     */
    static Schedule of(String expression, ZoneId zone) {
        String text = expression.strip();
        String[] fields = text.split("\\s+");
        if (fields.length < LEAST_FIELDS || fields.length > MOST_FIELDS) {
            throw new CalendarException(
                    0,
                    "the Quartz expression " + CalendarException.quoted(text)
                            + " must be second, minute, hour, day of month, month, day of week and maybe year; it has "
                            + fields.length + (fields.length == 1 ? " field." : " fields."));
        }
        if (fields[3].equals("?") == fields[5].equals("?")) {
            throw new CalendarException(
                    0,
                    "one of day of month (" + CalendarException.quoted(fields[3]) + ") and day of week ("
                            + CalendarException.quoted(fields[5]) + ") must be ?, and not both.");
        }
        ClockChange change = fields[2].contains("*") || fields[2].contains("/")
                ? ClockChange.CRON_WILDCARD
                : ClockChange.QUARTZ_FIXED;
        return new LocalSchedule(times(fields), zone.getRules(), change);
    }

    private static TimesOfDay times(String[] fields) {
        BitSet seconds = QuartzField.SECOND.values(fields[0]);
        BitSet minutes = QuartzField.MINUTE.values(fields[1]);
        BitSet hours = QuartzField.HOUR.values(fields[2]);
        Days days = new Days(
                fields[3].equals("?") ? QuartzDays.ofWeek(fields[5]) : QuartzDays.ofMonth(fields[3]),
                QuartzField.MONTH.values(fields[4]),
                QuartzField.YEAR.values(fields.length == MOST_FIELDS ? fields[6] : "*"));
        return new DailyTimes(days, FieldValues.secondsOfDay(hours, minutes, seconds));
    }
}
