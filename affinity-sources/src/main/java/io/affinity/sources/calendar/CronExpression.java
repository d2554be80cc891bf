// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import io.affinity.sources.event.CalendarException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The times of a line of a crontab: five fields, or a name such as {@code @daily}. */
final class CronExpression {

    static final int FIELDS = 5;

    private static final Map<String, String> NAMES = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    private static final String LEGAL =
            " must be five fields, or @yearly, @annually, @monthly, @weekly, @daily, @midnight or @hourly";

    private CronExpression() {}

    /** On days of the month or of the week, or of both at once. */
    private record Days(BitSet daysOfMonth, BitSet months, BitSet daysOfWeek, boolean needsBoth)
            implements Predicate<LocalDate> {

        @Override
        public boolean test(LocalDate day) {
            boolean isDayOfMonth = daysOfMonth.get(day.getDayOfMonth());
            boolean isDayOfWeek = daysOfWeek.get(day.getDayOfWeek().getValue());
            boolean isDay = needsBoth ? isDayOfMonth && isDayOfWeek : isDayOfMonth || isDayOfWeek;
            return isDay && months.get(day.getMonthValue());
        }
    }

    /** {@return whether a text is the name that stands for the start of the machine, of which nobody knows the time} */
    static boolean isReboot(String text) {
        return text.equalsIgnoreCase("@reboot");
    }

    /**
     * {@return the schedule of an expression}
     *
     * @throws CalendarException if it is not legal
     */
    static Schedule of(String expression, ZoneId zone) {
        String text = expression.strip();
        if (isReboot(text)) {
            throw new CalendarException(0, "@reboot" + LEGAL + "; when a machine starts is not known in advance.");
        }
        String known = NAMES.get(text.toLowerCase(Locale.ROOT));
        String[] fields = (known == null ? text : known).split("\\s+");
        if (fields.length != FIELDS) {
            throw new CalendarException(
                    0,
                    "the cron expression " + CalendarException.quoted(text) + LEGAL + "; it has " + fields.length
                            + (fields.length == 1 ? " field." : " fields."));
        }
        return of(fields, zone);
    }

    private static Schedule of(String[] fields, ZoneId zone) {
        BitSet minutes = CronField.MINUTE.values(fields[0]);
        BitSet hours = CronField.HOUR.values(fields[1]);
        Days days = new Days(
                CronField.DAY_OF_MONTH.values(fields[2]),
                CronField.MONTH.values(fields[3]),
                CronField.DAY_OF_WEEK.values(fields[4]),
                isAny(fields[2]) || isAny(fields[4]));
        int[] seconds = FieldValues.secondsOfDay(hours, minutes, FieldValues.all(0, 0));
        ClockChange change = isAny(fields[0]) || isAny(fields[1]) ? ClockChange.CRON_WILDCARD : ClockChange.CRON_FIXED;
        return new LocalSchedule(new DailyTimes(days, seconds), zone.getRules(), change);
    }

    /** As cron has it: whatever begins with a star. */
    private static boolean isAny(String field) {
        return field.startsWith("*");
    }
}
