// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import io.affinity.sources.event.CalendarException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A calendar event of systemd, as {@code OnCalendar=} has it: {@code Mon..Fri *-*-* 02:00:00 Europe/Berlin} (systemd.time(7)). Seconds are
 * whole.
 */
final class TimerExpression {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("minutely", "*-*-* *:*:00"),
            Map.entry("hourly", "*-*-* *:00:00"),
            Map.entry("daily", "*-*-* 00:00:00"),
            Map.entry("monthly", "*-*-01 00:00:00"),
            Map.entry("weekly", "Mon *-*-* 00:00:00"),
            Map.entry("yearly", "*-01-01 00:00:00"),
            Map.entry("annually", "*-01-01 00:00:00"),
            Map.entry("quarterly", "*-01,04,07,10-01 00:00:00"),
            Map.entry("semiannually", "*-01,07-01 00:00:00"));

    private static final int LONGEST = 1_000;
    private static final int LAST_OF_2000 = 70;
    private static final int CENTURY = 100;

    private final TimerScanner scanner;
    private final String text;
    private BitSet weekdays = new BitSet();
    private List<TimerComponent> years = List.of();
    private List<TimerComponent> months = List.of();
    private List<TimerComponent> days = List.of();
    private boolean isFromEnd;

    private TimerExpression(String text) {
        this.text = text;
        this.scanner = new TimerScanner(text);
    }

    private record Days(BitSet weekdays, BitSet years, BitSet months, List<TimerComponent> days, boolean isFromEnd)
            implements Predicate<LocalDate> {

        @Override
        public boolean test(LocalDate day) {
            return years.get(day.getYear())
                    && months.get(day.getMonthValue())
                    && weekdays.get(day.getDayOfWeek().getValue())
                    && isDay(day);
        }

        private boolean isDay(LocalDate day) {
            BitSet legal = isFromEnd
                    ? TimerComponent.daysFromEnd(days, day.lengthOfMonth())
                    : TimerComponent.values(days, TimerPart.DAY.least(), day.lengthOfMonth());
            return legal.get(day.getDayOfMonth());
        }
    }

    /**
     * {@return the schedule of a calendar event}
     *
     * @param zone where it names none
     * @throws CalendarException if it is not legal
     */
    static Schedule of(String expression, ZoneId zone) {
        String all = expression.strip();
        if (all.isEmpty() || all.length() > LONGEST) {
            throw new CalendarException(
                    0, "a calendar event must not be empty, or longer than " + LONGEST + " characters.");
        }
        int space = all.lastIndexOf(' ');
        ZoneId own = space < 0 ? null : zone(all.substring(space + 1));
        String times = own == null ? all : all.substring(0, space).strip();
        String known = NAMES.get(times.toLowerCase(Locale.ROOT));
        return new TimerExpression(known == null ? times : known).schedule(own == null ? zone : own);
    }

    /** {@return null if it is none} */
    private static @Nullable ZoneId zone(String name) {
        if (name.equals("UTC")) {
            return ZoneOffset.UTC;
        }
        try {
            return name.matches("[A-Za-z][A-Za-z0-9_+-]*/[A-Za-z0-9_/+-]+") ? ZoneId.of(name) : null;
        } catch (DateTimeException e) {
            throw new CalendarException(
                    0,
                    "the time zone " + CalendarException.quoted(name) + " must be UTC or one such as Europe/Berlin.",
                    e);
        }
    }

    private Schedule schedule(ZoneId zone) {
        if (scanner.take("@")) {
            return new LocalSchedule(epoch(), ZoneOffset.UTC.getRules(), ClockChange.SYSTEMD);
        }
        weekdays = scanner.weekdays();
        date();
        int[] seconds = times();
        if (!scanner.isAtEnd()) {
            throw scanner.wrong("nothing more may stand here than a time zone such as UTC or Europe/Berlin.");
        }
        years = years.stream().map(TimerExpression::century).toList();
        check(TimerPart.YEAR, years);
        check(TimerPart.MONTH, months);
        check(TimerPart.DAY, days);
        Days all = new Days(
                weekdays,
                TimerComponent.values(years, TimerPart.YEAR.least(), TimerPart.YEAR.most()),
                TimerComponent.values(months, TimerPart.MONTH.least(), TimerPart.MONTH.most()),
                days,
                isFromEnd);
        return new LocalSchedule(new DailyTimes(all, seconds), zone.getRules(), ClockChange.SYSTEMD);
    }

    private TimesOfDay epoch() {
        String rest = text.substring(1);
        if (!rest.matches("[0-9]{1,12}")) {
            throw scanner.wrong("seconds since 1970 must stand here.");
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(rest));
        LocalDateTime once = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        int[] seconds = {once.toLocalTime().toSecondOfDay()};
        return new DailyTimes(once.toLocalDate()::equals, seconds);
    }

    private void check(TimerPart part, List<TimerComponent> list) {
        part.check(list, isFromEnd && part == TimerPart.DAY, text);
    }

    /** Years of two digits, as systemd has them. */
    private static TimerComponent century(TimerComponent year) {
        return new TimerComponent(century(year.start()), century(year.stop()), year.step());
    }

    private static int century(int year) {
        if (year < 0 || year >= CENTURY) {
            return year;
        }
        return year < LAST_OF_2000 ? year + 2000 : year + 1900;
    }

    /** Year, month and day, or month and day; or neither, where a time stands first. */
    private void date() {
        int begin = scanner.position();
        if (scanner.isAtEnd()) {
            return;
        }
        List<TimerComponent> first = scanner.list();
        if (scanner.isAtEnd() || scanner.isNext(':')) {
            scanner.backTo(begin);
            return;
        }
        isFromEnd = !dash();
        List<TimerComponent> second = scanner.list();
        if (isFromEnd || !(scanner.isNext('-') || scanner.isNext('~'))) {
            months = first;
            days = second;
        } else {
            years = first;
            months = second;
            isFromEnd = !dash();
            days = scanner.list();
        }
        isFromEnd &= !days.isEmpty();
        if (!scanner.isAtEnd() && !scanner.take("T") && !scanner.isNext(' ')) {
            throw scanner.wrong("a space must stand between date and time.");
        }
        scanner.skipSpaces();
    }

    /** {@return whether it is one, and not a tilde} */
    private boolean dash() {
        if (scanner.take("-")) {
            return true;
        }
        if (scanner.take("~")) {
            return false;
        }
        throw scanner.wrong("- or ~ must stand here, as in *-*-01, or : as in 12:00.");
    }

    private int[] times() {
        if (scanner.isAtEnd()) {
            return new int[] {0};
        }
        BitSet hours = values(TimerPart.HOUR);
        if (!scanner.take(":")) {
            throw scanner.wrong("a time must be hours and minutes, such as 02:00.");
        }
        BitSet minutes = values(TimerPart.MINUTE);
        BitSet seconds = scanner.take(":") ? values(TimerPart.SECOND) : FieldValues.all(0, 0);
        return FieldValues.secondsOfDay(hours, minutes, seconds);
    }

    private BitSet values(TimerPart part) {
        List<TimerComponent> list = scanner.list();
        check(part, list);
        return TimerComponent.values(list, part.least(), part.most());
    }
}
