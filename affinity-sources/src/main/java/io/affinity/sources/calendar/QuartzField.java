// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import com.cronutils.model.time.ExecutionTime;
import io.affinity.sources.event.CalendarException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.BitSet;
import java.util.Locale;
import java.util.regex.Pattern;

/** The fields of a Quartz expression: what they are called, may hold, and stand for. */
enum QuartzField {
    SECOND("second", "%s 0 0 1 1 ?", 0, 59, "0 to 59, with , - * /", "2000-01-01T00:01", ChronoField.SECOND_OF_MINUTE),
    MINUTE("minute", "0 %s 0 1 1 ?", 0, 59, "0 to 59, with , - * /", "2000-01-01T01:00", ChronoField.MINUTE_OF_HOUR),
    HOUR("hour", "0 0 %s 1 1 ?", 0, 23, "0 to 23, with , - * /", "2000-01-02T00:00", ChronoField.HOUR_OF_DAY),
    DAY_OF_MONTH(
            "day of month",
            "0 0 0 %s 1 ?",
            1,
            31,
            "1 to 31, with , - * / ? L W",
            "2000-02-01T00:00",
            ChronoField.DAY_OF_MONTH),
    MONTH(
            "month",
            "0 0 0 1 %s ?",
            1,
            12,
            "1 to 12 or JAN to DEC, with , - * /",
            "2001-01-01T00:00",
            ChronoField.MONTH_OF_YEAR),
    DAY_OF_WEEK(
            "day of week",
            "0 0 0 ? * %s",
            1,
            7,
            "1 to 7 (1 is Sunday) or SUN to SAT, with , - * / ? L #",
            "2000-01-08T00:00",
            ChronoField.DAY_OF_WEEK),
    YEAR("year", "0 0 0 1 1 ? %s", 1970, 2099, "1970 to 2099, with , - * /", "2100-01-01T00:00", ChronoField.YEAR);

    private static final int LONGEST = 400;
    private static final LocalDateTime BEGIN = LocalDateTime.parse("2000-01-01T00:00");
    private static final LocalDateTime FIRST_YEAR = LocalDateTime.parse("1970-01-01T00:00");
    private static final Pattern LEGAL = Pattern.compile("[0-9A-Z,*/?#-]+");

    private final String label;
    private final String expression;
    private final int least;
    private final int most;
    private final String legal;
    private final LocalDateTime end;
    private final ChronoField value;

    QuartzField(String label, String expression, int least, int most, String legal, String end, ChronoField value) {
        this.label = label;
        this.expression = expression;
        this.least = least;
        this.most = most;
        this.legal = legal;
        this.end = LocalDateTime.parse(end);
        this.value = value;
    }

    /**
     * Refuses a text of which this field must not be.
     *
     * @throws CalendarException if it is not legal
     */
    void check(String text) {
        times(text);
    }

    private ExecutionTime times(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        if (text.length() > LONGEST || !LEGAL.matcher(upper).matches()) {
            throw new CalendarException(0, message(text));
        }
        try {
            return FieldValues.quartz(String.format(Locale.ROOT, expression, upper));
        } catch (IllegalArgumentException e) {
            throw new CalendarException(0, message(text), e);
        }
    }

    /**
     * {@return the values that a text without letters of its own stands for; days of a week from Monday, 1}
     *
     * @throws CalendarException if it is not legal
     */
    BitSet values(String text) {
        ExecutionTime times = times(text);
        return text.equals("*")
                ? FieldValues.all(least, most)
                : FieldValues.of(times, this == YEAR ? FIRST_YEAR : BEGIN, end, value);
    }

    CalendarException wrong(String text) {
        return new CalendarException(0, message(text));
    }

    private String message(String text) {
        return "the " + label + " (" + CalendarException.quoted(text) + ") must be " + legal + ".";
    }
}
