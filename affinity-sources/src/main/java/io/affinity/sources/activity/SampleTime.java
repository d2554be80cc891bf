// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.activity;

import io.affinity.sources.event.CalendarException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Times and values of samples, as people and programs write them. */
final class SampleTime {

    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");

    /** No number needs more. */
    private static final int LONGEST = 40;

    /** Seconds are below it until the year 5138. */
    private static final double FIRST_MILLIS = 1e11;

    private static final long LAST = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

    private SampleTime() {}

    /** {@return a time in milliseconds since 1970} */
    static long millis(String text, int line) {
        if (isNumber(text)) {
            return millis(Double.parseDouble(text), text, line);
        }
        try {
            return checked(
                    OffsetDateTime.parse(text.replace(' ', 'T')).toInstant().toEpochMilli(), text, line);
        } catch (DateTimeException e) {
            throw new SampleException(line, wrong(text), e);
        }
    }

    private static long millis(double number, String text, int line) {
        double millis = Math.abs(number) >= FIRST_MILLIS ? number : number * 1000;
        return checked(millis < LAST ? Math.round(millis) : LAST, text, line);
    }

    private static long checked(long millis, String text, int line) {
        if (millis < 0 || millis >= LAST) {
            throw new SampleException(line, wrong(text));
        }
        return millis;
    }

    private static String wrong(String text) {
        return "the time must be one from 1970 to 2199 such as 2026-11-27T08:00:00Z, or seconds since 1970, and not "
                + CalendarException.quoted(text) + ".";
    }

    /** {@return a finite value} */
    static double value(String text, int line) {
        double value = isNumber(text) ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new SampleException(
                    line, "the value must be a number such as 12.5, and not " + CalendarException.quoted(text) + ".");
        }
        return value;
    }

    private static boolean isNumber(String text) {
        return text.length() <= LONGEST && NUMBER.matcher(text).matches();
    }
}
