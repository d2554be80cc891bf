// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import io.affinity.sources.event.CalendarException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The days of a Quartz expression, by month or by week. What stands for itself is left to cron-utils; the last day, the nearest day of work
 * and the n-th day of a week are worked out here, as cron-utils fails for the nearest day of work to one that a month does not have.
 */
final class QuartzDays {

    private static final Pattern LAST_BUT = Pattern.compile("L-([0-9]{1,2})");
    private static final Pattern NEAREST = Pattern.compile("([0-9]{1,2})W");
    private static final Pattern LAST_OF_WEEK = Pattern.compile("([0-9A-Z]{1,3})L");
    private static final Pattern NTH_OF_WEEK = Pattern.compile("([0-9A-Z]{1,3})#([1-5])");
    private static final int SATURDAY = 6;
    private static final int SUNDAY = 7;
    private static final int WEEK = 7;

    private QuartzDays() {}

    /** @throws CalendarException if it is not legal */
    static Predicate<LocalDate> ofMonth(String text) {
        return any(QuartzField.DAY_OF_MONTH, text, QuartzDays::specialOfMonth);
    }

    /** @throws CalendarException if it is not legal */
    static Predicate<LocalDate> ofWeek(String text) {
        return any(QuartzField.DAY_OF_WEEK, text, QuartzDays::specialOfWeek);
    }

    /** What an element with letters of its own means; null for one without. */
    private interface Special {
        @Nullable
        Predicate<LocalDate> of(String element);
    }

    private static Predicate<LocalDate> any(QuartzField field, String text, Special special) {
        field.check(text);
        List<String> plain = new ArrayList<>();
        Predicate<LocalDate> days = day -> false;
        for (String element : text.toUpperCase(Locale.ROOT).split(",", -1)) {
            Predicate<LocalDate> known = special.of(element);
            if (known == null && element.contains("#")) {
                throw field.wrong(element);
            } else if (known == null) {
                plain.add(element);
            } else {
                days = days.or(known);
            }
        }
        if (plain.isEmpty()) {
            return days;
        }
        var values = field.values(String.join(",", plain));
        return days.or(
                field == QuartzField.DAY_OF_MONTH
                        ? day -> values.get(day.getDayOfMonth())
                        : day -> values.get(day.getDayOfWeek().getValue()));
    }

    private static @Nullable Predicate<LocalDate> specialOfMonth(String element) {
        Matcher lastBut = LAST_BUT.matcher(element);
        Matcher nearest = NEAREST.matcher(element);
        if (element.equals("L")) {
            return day -> day.getDayOfMonth() == day.lengthOfMonth();
        } else if (element.equals("LW") || element.equals("WL")) {
            return day -> day.getDayOfMonth() == nearestWorkday(day, day.lengthOfMonth());
        } else if (lastBut.matches()) {
            int days = Integer.parseInt(lastBut.group(1));
            return day -> day.getDayOfMonth() == day.lengthOfMonth() - days;
        } else if (nearest.matches()) {
            int wanted = Integer.parseInt(nearest.group(1));
            // A month that has no such day has none near it, either.
            return day -> wanted <= day.lengthOfMonth() && day.getDayOfMonth() == nearestWorkday(day, wanted);
        }
        return null;
    }

    /** Never in another month. */
    private static int nearestWorkday(LocalDate month, int wanted) {
        int ofWeek = month.withDayOfMonth(wanted).getDayOfWeek().getValue();
        if (ofWeek == SATURDAY) {
            return wanted == 1 ? 3 : wanted - 1;
        } else if (ofWeek == SUNDAY) {
            return wanted == month.lengthOfMonth() ? wanted - 2 : wanted + 1;
        }
        return wanted;
    }

    private static @Nullable Predicate<LocalDate> specialOfWeek(String element) {
        Matcher last = LAST_OF_WEEK.matcher(element);
        Matcher nth = NTH_OF_WEEK.matcher(element);
        if (element.equals("L")) {
            return day -> day.getDayOfWeek() == DayOfWeek.SATURDAY;
        } else if (last.matches()) {
            int wanted = dayOfWeek(last.group(1));
            return day -> day.getDayOfWeek().getValue() == wanted && day.getDayOfMonth() > day.lengthOfMonth() - WEEK;
        } else if (nth.matches()) {
            int wanted = dayOfWeek(nth.group(1));
            int which = Integer.parseInt(nth.group(2));
            return day -> day.getDayOfWeek().getValue() == wanted && (day.getDayOfMonth() - 1) / WEEK == which - 1;
        }
        return null;
    }

    private static int dayOfWeek(String text) {
        var values = QuartzField.DAY_OF_WEEK.values(text);
        if (values.cardinality() != 1) {
            throw QuartzField.DAY_OF_WEEK.wrong(text);
        }
        return values.nextSetBit(0);
    }
}
