// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import biweekly.util.ByDay;
import biweekly.util.DayOfWeek;
import biweekly.util.Frequency;
import biweekly.util.Recurrence;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.WeekFields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The days of a recurrence rule of iCalendar, asked one by one, so that no rule can keep anybody waiting (RFC 5545, section 3.3.10). What a
 * rule leaves open is as in its first day.
 */
final class RecurrenceDays implements Predicate<LocalDate> {

    private static final int WEEK = 7;

    private final Recurrence rule;
    private final LocalDate first;
    private final int interval;
    private final Set<Integer> months;
    private final Set<Integer> monthDays;
    private final Set<Integer> yearDays;
    private final Set<Integer> weeks;
    private final List<ByDay> weekdays;
    private final boolean isPlain;
    private final WeekFields weekFields;

    RecurrenceDays(Recurrence rule, LocalDate first) {
        this.rule = rule;
        this.first = first;
        this.interval = rule.getInterval() == null ? 1 : rule.getInterval();
        this.months = new HashSet<>(rule.getByMonth());
        this.monthDays = new HashSet<>(rule.getByMonthDay());
        this.yearDays = new HashSet<>(rule.getByYearDay());
        this.weeks = new HashSet<>(rule.getByWeekNo());
        this.weekdays = rule.getByDay();
        this.isPlain = monthDays.isEmpty() && yearDays.isEmpty() && weekdays.isEmpty();
        DayOfWeek begin = rule.getWorkweekStarts();
        this.weekFields = WeekFields.of(begin == null ? java.time.DayOfWeek.MONDAY : day(begin), 4);
    }

    static java.time.DayOfWeek day(DayOfWeek day) {
        return java.time.DayOfWeek.valueOf(day.name());
    }

    @Override
    public boolean test(LocalDate day) {
        return isInPeriod(day)
                && (months.isEmpty() || months.contains(day.getMonthValue()))
                && isAny(monthDays, day.getDayOfMonth(), day.lengthOfMonth())
                && isAny(yearDays, day.getDayOfYear(), day.lengthOfYear())
                && isWeek(day)
                && (weekdays.isEmpty() || weekdays.stream().anyMatch(wanted -> isWeekday(wanted, day)))
                && (!isPlain || isAsTheFirst(day));
    }

    private boolean isInPeriod(LocalDate day) {
        return switch (rule.getFrequency()) {
            case YEARLY -> isMultiple(day.getYear() - first.getYear());
            case MONTHLY -> isMultiple(ChronoUnit.MONTHS.between(first.withDayOfMonth(1), day.withDayOfMonth(1)));
            case WEEKLY -> isMultiple(ChronoUnit.DAYS.between(weekStart(first), weekStart(day)) / WEEK);
            case DAILY -> isMultiple(ChronoUnit.DAYS.between(first, day));
            case HOURLY, MINUTELY, SECONDLY -> true;
        };
    }

    private boolean isMultiple(long periods) {
        return Math.floorMod(periods, (long) interval) == 0;
    }

    private LocalDate weekStart(LocalDate day) {
        return day.minusDays(day.get(weekFields.dayOfWeek()) - 1L);
    }

    /** Negative numbers count from the end. */
    private static boolean isAny(Set<Integer> wanted, int number, int length) {
        return wanted.isEmpty() || wanted.contains(number) || wanted.contains(number - length - 1);
    }

    private boolean isWeek(LocalDate day) {
        if (weeks.isEmpty()) {
            return true;
        }
        int week = day.get(weekFields.weekOfWeekBasedYear());
        int year = day.get(weekFields.weekBasedYear());
        int length = LocalDate.of(year, 12, 28).get(weekFields.weekOfWeekBasedYear());
        return isAny(weeks, week, length);
    }

    private boolean isWeekday(ByDay wanted, LocalDate day) {
        if (day.getDayOfWeek() != day(wanted.getDay())) {
            return false;
        }
        Integer which = wanted.getNum();
        if (which == null || which == 0) {
            return true;
        }
        boolean isOfMonth = rule.getFrequency() == Frequency.MONTHLY || !months.isEmpty();
        int number = isOfMonth ? day.getDayOfMonth() : day.getDayOfYear();
        int length = isOfMonth ? day.lengthOfMonth() : day.lengthOfYear();
        return which > 0 ? (number - 1) / WEEK == which - 1 : (length - number) / WEEK == -which - 1;
    }

    private boolean isAsTheFirst(LocalDate day) {
        return switch (rule.getFrequency()) {
            case YEARLY ->
                weeks.isEmpty()
                        ? day.getDayOfMonth() == first.getDayOfMonth()
                                && (!months.isEmpty() || day.getMonth() == first.getMonth())
                        : day.getDayOfWeek() == first.getDayOfWeek();
            case MONTHLY -> day.getDayOfMonth() == first.getDayOfMonth();
            case WEEKLY -> day.getDayOfWeek() == first.getDayOfWeek();
            case DAILY, HOURLY, MINUTELY, SECONDLY -> true;
        };
    }

    /** {@return the days of the period that a day is in, as many as there are} */
    List<LocalDate> daysOfPeriod(LocalDate day) {
        LocalDate begin =
                switch (rule.getFrequency()) {
                    case YEARLY -> day.withDayOfYear(1);
                    case MONTHLY -> day.withDayOfMonth(1);
                    case WEEKLY -> weekStart(day);
                    default -> day;
                };
        LocalDate end =
                switch (rule.getFrequency()) {
                    case YEARLY -> begin.plusYears(1);
                    case MONTHLY -> begin.plusMonths(1);
                    case WEEKLY -> begin.plusWeeks(1);
                    default -> begin.plusDays(1);
                };
        return begin.datesUntil(end).filter(this).toList();
    }
}
