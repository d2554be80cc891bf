// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import biweekly.util.Frequency;
import biweekly.util.Recurrence;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The times of a recurrence rule of iCalendar from its first time on, without what ends it. */
final class RecurrenceTimes implements TimesOfDay {

    private static final int[] NONE = {};
    private static final int HOUR = 3600;
    private static final int MINUTE = 60;
    private static final int DAY = 86_400;

    private final Recurrence rule;
    private final LocalDateTime first;
    private final RecurrenceDays days;
    private final BitSet hours;
    private final BitSet minutes;
    private final BitSet seconds;
    private final int[] fixed;
    private final Set<Integer> positions;

    RecurrenceTimes(Recurrence rule, LocalDateTime first) {
        this.rule = rule;
        this.first = first;
        this.days = new RecurrenceDays(rule, first.toLocalDate());
        Frequency frequency = rule.getFrequency();
        LocalTime time = first.toLocalTime();
        this.hours = values(rule.getByHour(), frequency.compareTo(Frequency.HOURLY) <= 0, time.getHour(), 23);
        this.minutes = values(rule.getByMinute(), frequency.compareTo(Frequency.MINUTELY) <= 0, time.getMinute(), 59);
        this.seconds = values(rule.getBySecond(), frequency == Frequency.SECONDLY, time.getSecond(), 59);
        this.fixed = isWithinDays(rule) ? NONE : FieldValues.secondsOfDay(hours, minutes, seconds);
        this.positions = new HashSet<>(rule.getBySetPos());
    }

    private static BitSet values(List<Integer> said, boolean isAny, int otherwise, int most) {
        BitSet values = new BitSet();
        if (said.isEmpty()) {
            values.set(isAny ? 0 : otherwise, isAny ? most + 1 : otherwise + 1);
        }
        said.forEach(values::set);
        return values;
    }

    static boolean isWithinDays(Recurrence rule) {
        return switch (rule.getFrequency()) {
            case HOURLY, MINUTELY, SECONDLY -> true;
            case DAILY, WEEKLY, MONTHLY, YEARLY -> false;
        };
    }

    /** {@return the seconds of an hour, of a minute, or one, by what a rule within days counts} */
    static int unit(Recurrence rule) {
        return switch (rule.getFrequency()) {
            case HOURLY -> HOUR;
            case MINUTELY -> MINUTE;
            default -> 1;
        };
    }

    @Override
    public int[] secondsOf(LocalDate day) {
        if (day.isBefore(first.toLocalDate()) || !days.test(day)) {
            return NONE;
        }
        int[] all = isWithinDays(rule) ? withinDay(day) : positioned(day);
        if (day.isAfter(first.toLocalDate())) {
            return all;
        }
        int begin = first.toLocalTime().toSecondOfDay();
        return Arrays.stream(all).filter(second -> second >= begin).toArray();
    }

    boolean has(LocalDateTime time) {
        return Arrays.binarySearch(
                        secondsOf(time.toLocalDate()), time.toLocalTime().toSecondOfDay())
                >= 0;
    }

    /** Positions count all that a period has, several times of a day included. */
    private int[] positioned(LocalDate day) {
        if (positions.isEmpty()) {
            return fixed;
        }
        List<LocalDate> ofPeriod = days.daysOfPeriod(day);
        int before = ofPeriod.indexOf(day) * fixed.length;
        int all = ofPeriod.size() * fixed.length;
        return IntStream.range(0, fixed.length)
                .filter(i -> positions.contains(before + i + 1) || positions.contains(before + i - all))
                .map(i -> fixed[i])
                .toArray();
    }

    private int[] withinDay(LocalDate day) {
        int unit = unit(rule);
        long interval = rule.getInterval() == null ? 1 : rule.getInterval();
        long ofFirst =
                unitsUntil(first.toLocalDate(), unit) + first.toLocalTime().toSecondOfDay() / unit;
        long ofDay = unitsUntil(day, unit);
        long skipped = Math.floorMod(ofFirst - ofDay, interval);
        IntStream.Builder found = IntStream.builder();
        for (long u = skipped; u < DAY / unit; u += interval) {
            addUnit((int) u * unit, unit, found);
        }
        return found.build().toArray();
    }

    private static long unitsUntil(LocalDate day, int unit) {
        return day.toEpochDay() * (DAY / unit);
    }

    private void addUnit(int second, int unit, IntStream.Builder found) {
        int hour = second / HOUR;
        if (!hours.get(hour)) {
            return;
        }
        if (unit == HOUR) {
            minutes.stream().forEach(m -> seconds.stream().forEach(s -> found.add(second + m * MINUTE + s)));
        } else if (minutes.get(second % HOUR / MINUTE)) {
            if (unit == MINUTE) {
                seconds.stream().forEach(s -> found.add(second + s));
            } else if (seconds.get(second % MINUTE)) {
                found.add(second);
            }
        }
    }
}
