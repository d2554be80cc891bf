// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * When a job starts, in the five fields of a crontab line: minute, hour, day of month, month, day of week. Times are UTC,
 * so no start is lost or doubled by daylight saving. Immutable and thread-safe.
 *
 * <p>A field is {@code *}, a number, a range {@code 1-5}, either of {@code *} and a range with a step such as
 * {@code *}{@code /15}, or a list of these with commas. Months and days of the week may be named by the first three
 * letters of their English names; Sunday is 0 and 7. As in POSIX crontab, a date fits if day of month <em>or</em> day of
 * week does when both are restricted; a field that begins with {@code *} is not restricted.
 */
public final class CronSchedule {

    private static final long SECONDS_PER_DAY = 86_400;
    private static final int MINUTES_PER_DAY = 1440;

    private final String expression;
    private final long minutes;
    private final long hours;
    private final long daysOfMonth;
    private final long months;
    private final long daysOfWeek;
    private final boolean eitherDay;

    private CronSchedule(String expression, List<String> fields) {
        this.expression = expression;
        this.minutes = CronField.MINUTE.parse(fields.get(0), expression);
        this.hours = CronField.HOUR.parse(fields.get(1), expression);
        this.daysOfMonth = CronField.DAY_OF_MONTH.parse(fields.get(2), expression);
        this.months = CronField.MONTH.parse(fields.get(3), expression);
        this.daysOfWeek = CronField.DAY_OF_WEEK.parse(fields.get(4), expression);
        this.eitherDay = !fields.get(2).startsWith("*") && !fields.get(4).startsWith("*");
    }

    /**
     * {@return the schedule that a crontab line such as {@code 30 2 * * mon-fri} states}
     *
     * @throws IllegalArgumentException if there are not five fields or one is not legal; the message says which
     */
    public static CronSchedule parse(String expression) {
        List<String> fields = List.of(expression.strip().split("\\s+"));
        if (fields.size() != 5) {
            throw new IllegalArgumentException("The crontab line (" + expression
                    + ") must have five fields: minute, hour, day of month, month, day of week.");
        }
        return new CronSchedule(String.join(" ", fields), fields);
    }

    /** {@return every day at this time, whole minutes of it, UTC} */
    public static CronSchedule dailyAt(LocalTime time) {
        return parse(time.getMinute() + " " + time.getHour() + " * * *");
    }

    /** {@return whether the schedule has a start in the minute that {@code time} is in} */
    public boolean startsAt(Instant time) {
        long minute = Math.floorDiv(time.getEpochSecond(), 60);
        return startsWithin(minute * 60, minute * 60);
    }

    /** {@return whether there is a start from {@code earliest} to {@code latest}, both included, in seconds since 1970} */
    boolean startsWithin(long earliest, long latest) {
        long minute = Math.floorDiv(latest, 60);
        int limit = (int) Math.floorMod(minute, (long) MINUTES_PER_DAY);
        long firstDay = Math.floorDiv(earliest, SECONDS_PER_DAY);
        for (long day = Math.floorDiv(minute, (long) MINUTES_PER_DAY); day >= firstDay; day--) {
            int start = fits(day) ? latestMinuteOfDay(limit) : -1;
            if (start >= 0) {
                return day * SECONDS_PER_DAY + start * 60L >= earliest;
            }
            limit = MINUTES_PER_DAY - 1;
        }
        return false;
    }

    private boolean fits(long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        boolean dayOfMonth = contains(daysOfMonth, date.getDayOfMonth());
        boolean dayOfWeek = contains(daysOfWeek, date.getDayOfWeek().getValue() % 7);
        boolean day = eitherDay ? dayOfMonth || dayOfWeek : dayOfMonth && dayOfWeek;
        return day && contains(months, date.getMonthValue());
    }

    /** {@return the last start of a fitting day that is not after the minute {@code limit}, or -1} */
    private int latestMinuteOfDay(int limit) {
        int hour = limit / 60;
        if (contains(hours, hour)) {
            int minute = highestUpTo(minutes, limit % 60);
            if (minute >= 0) {
                return hour * 60 + minute;
            }
        }
        int earlier = highestUpTo(hours, hour - 1);
        return earlier < 0 ? -1 : earlier * 60 + highestUpTo(minutes, 59);
    }

    private static boolean contains(long set, int value) {
        return (set >>> value & 1) == 1;
    }

    /** {@return the greatest member up to {@code limit}, or -1} */
    private static int highestUpTo(long set, int limit) {
        return limit < 0 ? -1 : 63 - Long.numberOfLeadingZeros(set & (-1L >>> (63 - limit)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronSchedule schedule && expression.equals(schedule.expression);
    }

    @Override
    public int hashCode() {
        return expression.hashCode();
    }

    /** {@return the crontab line} */
    @Override
    public String toString() {
        return expression;
    }
}
