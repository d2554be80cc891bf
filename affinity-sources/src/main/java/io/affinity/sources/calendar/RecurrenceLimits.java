// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import biweekly.util.ByDay;
import biweekly.util.Recurrence;
import io.affinity.sources.event.CalendarException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Refuses recurrence rules that are not legal, and finds out when those end that count. */
final class RecurrenceLimits {

    /** Rules by the hour or less, of which only some times count, are counted one by one. */
    private static final int MOST_COUNTED = 10_000;

    /** Some thousands of years. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    private static final int LONGEST_YEAR = 366;
    private static final int MOST_WEEKS = 53;

    private RecurrenceLimits() {}

    /** @throws CalendarException if a value is out of range, or means nothing */
    static void check(Recurrence rule, int line) {
        Integer interval = rule.getInterval();
        Integer count = rule.getCount();
        require(interval == null || interval >= 1, "INTERVAL (" + interval + ") must be at least 1.", line);
        require(count == null || count >= 1, "COUNT (" + count + ") must be at least 1.", line);
        range("BYSECOND", rule.getBySecond(), 0, 59, false, line);
        range("BYMINUTE", rule.getByMinute(), 0, 59, false, line);
        range("BYHOUR", rule.getByHour(), 0, 23, false, line);
        range("BYMONTH", rule.getByMonth(), 1, 12, false, line);
        range("BYMONTHDAY", rule.getByMonthDay(), 1, 31, true, line);
        range("BYYEARDAY", rule.getByYearDay(), 1, LONGEST_YEAR, true, line);
        range("BYWEEKNO", rule.getByWeekNo(), 1, MOST_WEEKS, true, line);
        range("BYSETPOS", rule.getBySetPos(), 1, LONGEST_YEAR, true, line);
        for (ByDay day : rule.getByDay()) {
            Integer number = day.getNum();
            require(
                    number == null || (Math.abs(number) <= MOST_WEEKS && number != 0),
                    "BYDAY (" + number + ") must count from 1 to 53, or from -53 to -1.",
                    line);
        }
        boolean isWithinDays = RecurrenceTimes.isWithinDays(rule);
        require(
                !isWithinDays || rule.getBySetPos().isEmpty(),
                "BYSETPOS must not stand in a rule by the hour, minute or second.",
                line);
        require(
                !isWithinDays || isPlain(rule) || count == null || count <= MOST_COUNTED,
                "COUNT (" + count + ") must be at most " + MOST_COUNTED
                        + " in a rule by the hour, minute or second that has BY parts; UNTIL has no limit.",
                line);
    }

    private static void range(String part, List<Integer> values, int least, int most, boolean mayBeNegative, int line) {
        for (Integer value : values) {
            int number = mayBeNegative ? Math.abs(value) : value;
            require(
                    number >= least && number <= most,
                    part + " (" + value + ") must be from " + least + " to " + most
                            + (mayBeNegative ? ", or negative from the end." : "."),
                    line);
        }
    }

    private static void require(boolean isRight, String message, int line) {
        if (!isRight) {
            throw new CalendarException(line, message);
        }
    }

    private static boolean isPlain(Recurrence rule) {
        return rule.getBySecond().isEmpty()
                && rule.getByMinute().isEmpty()
                && rule.getByHour().isEmpty()
                && rule.getByMonth().isEmpty()
                && rule.getByMonthDay().isEmpty()
                && rule.getByYearDay().isEmpty()
                && rule.getByWeekNo().isEmpty()
                && rule.getByDay().isEmpty();
    }

    /**
     * {@return the last time of a rule that counts}
     *
     * @param isFirstExtra whether the first time counts, and is none of the rule's own
     */
    static LocalDateTime last(Recurrence rule, LocalDateTime first, TimesOfDay times, boolean isFirstExtra) {
        long left = (long) rule.getCount() - (isFirstExtra ? 1 : 0);
        if (left <= 0) {
            return first;
        }
        if (RecurrenceTimes.isWithinDays(rule) && isPlain(rule)) {
            long units = (left - 1) * (rule.getInterval() == null ? 1L : rule.getInterval());
            long unit = RecurrenceTimes.unit(rule);
            return first.plusSeconds(Math.min(units, MOST_SECONDS / unit) * unit);
        }
        for (LocalDate day = first.toLocalDate(); !day.isAfter(LocalSchedule.LAST_DAY); day = day.plusDays(1)) {
            int[] ofDay = times.secondsOf(day);
            if (ofDay.length >= left) {
                return day.atStartOfDay().plusSeconds(ofDay[(int) left - 1]);
            }
            left -= ofDay.length;
        }
        return LocalSchedule.LAST_DAY.atTime(23, 59, 59);
    }
}
