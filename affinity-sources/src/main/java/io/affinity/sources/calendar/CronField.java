// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import io.affinity.sources.event.CalendarException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.BitSet;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a cron expression: what they are called, may hold, and stand for. */
enum CronField {
    MINUTE("minute", "%s 0 1 1 *", 0, 59, "0 to 59", "2000-01-01T01:00", ChronoField.MINUTE_OF_HOUR),
    HOUR("hour", "0 %s 1 1 *", 0, 23, "0 to 23", "2000-01-02T00:00", ChronoField.HOUR_OF_DAY),
    DAY_OF_MONTH("day of month", "0 0 %s 1 *", 1, 31, "1 to 31", "2000-02-01T00:00", ChronoField.DAY_OF_MONTH),
    MONTH("month", "0 0 1 %s *", 1, 12, "1 to 12 or jan to dec", "2001-01-01T00:00", ChronoField.MONTH_OF_YEAR),
    DAY_OF_WEEK(
            "day of week",
            "0 0 * * %s",
            1,
            7,
            "0 to 7 (0 and 7 are Sunday) or sun to sat",
            "2000-01-08T00:00",
            ChronoField.DAY_OF_WEEK);

    private static final LocalDateTime BEGIN = LocalDateTime.parse("2000-01-01T00:00");

    /** Anything that a field of Vixie cron has for letters; cron-utils takes more. */
    private static final Pattern LEGAL =
            Pattern.compile("(?:\\*|\\w+(?:-\\w+)?)(?:/[0-9]{1,4})?(?:,(?:\\*|\\w+(?:-\\w+)?)(?:/[0-9]{1,4})?)*");

    private static final int LONGEST = 400;

    private final String label;
    private final String expression;
    private final int least;
    private final int most;
    private final String legal;
    private final LocalDateTime end;
    private final ChronoField value;

    CronField(String label, String expression, int least, int most, String legal, String end, ChronoField value) {
        this.label = label;
        this.expression = expression;
        this.least = least;
        this.most = most;
        this.legal = legal;
        this.end = LocalDateTime.parse(end);
        this.value = value;
    }

    /**
     * {@return the values that a text stands for}
     *
     * @throws CalendarException if it is not legal
     */
    BitSet values(String text) {
        if (text.equals("*")) {
            return FieldValues.all(least, most);
        }
        if (text.length() > LONGEST || !LEGAL.matcher(text).matches()) {
            throw wrong(text, null);
        }
        try {
            BitSet values = FieldValues.of(
                    FieldValues.unix(String.format(Locale.ROOT, expression, spelled(text))), BEGIN, end, value);
            if (values.isEmpty()) {
                throw wrong(text, null);
            }
            return values;
        } catch (IllegalArgumentException e) {
            throw wrong(text, e);
        }
    }

    /** A week begins with Sunday, and may end with it. */
    private String spelled(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return this == DAY_OF_WEEK ? upper.replace("-SUN", "-7").replace("SUN", "0") : upper;
    }

    private CalendarException wrong(String text, @Nullable Throwable cause) {
        String message = "the " + label + " (" + CalendarException.quoted(text) + ") must be *, or a list of numbers "
                + legal + ", of ranges such as 1-5, and of steps such as */2 or 1-9/2.";
        return cause == null ? new CalendarException(0, message) : new CalendarException(0, message, cause);
    }
}
