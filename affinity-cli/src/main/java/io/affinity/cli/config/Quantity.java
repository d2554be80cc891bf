// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers, with a unit or without, as people write them in ASCII digits. Each method that reads throws IllegalArgumentException for
 * anything else; a number that no double holds is infinite, which no range allows.
 */
public final class Quantity {

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([A-Za-z%]*)");

    /** No quantity needs more, and some parsers take time for what is long. */
    private static final int LONGEST = 40;

    private static final Map<String, Double> BYTES = Map.ofEntries(
            Map.entry("", 1.0),
            Map.entry("B", 1.0),
            Map.entry("kB", 1e3),
            Map.entry("MB", 1e6),
            Map.entry("GB", 1e9),
            Map.entry("TB", 1e12),
            Map.entry("KiB", 0x1p10),
            Map.entry("MiB", 0x1p20),
            Map.entry("GiB", 0x1p30),
            Map.entry("TiB", 0x1p40));

    private static final Map<String, Double> SECONDS =
            Map.of("ms", 1e-3, "s", 1.0, "m", 60.0, "min", 60.0, "h", 3600.0, "d", 86_400.0);

    private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("d", Duration.ofDays(1));
        UNITS.put("h", Duration.ofHours(1));
        UNITS.put("m", Duration.ofMinutes(1));
        UNITS.put("s", Duration.ofSeconds(1));
        UNITS.put("ms", Duration.ofMillis(1));
    }

    private Quantity() {}

    /** {@return a whole number} */
    public static long whole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return Long.parseLong(text);
    }

    static double number(String text) {
        if (text.length() > LONGEST || !NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return Double.parseDouble(text);
    }

    static double bytes(String text) {
        return number(text, BYTES);
    }

    /** {@return a time, such as {@code 5m}, {@code 1.5h}, {@code 7d} or as ISO 8601 has it} */
    public static Duration duration(String text) {
        return text.startsWith("P") ? iso(text) : Duration.ofNanos(Math.round(1e9 * number(text, SECONDS)));
    }

    /** {@return the time in the largest unit of which it is a whole number, as it may be written in a file} */
    public static String text(Duration time) {
        for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
            long whole = time.dividedBy(unit.getValue());
            if (whole != 0 && unit.getValue().multipliedBy(whole).equals(time)) {
                return whole + unit.getKey();
            }
        }
        return time.isZero() ? "0s" : time.toString();
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static double number(String text, Map<String, Double> units) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
        Double unit = text.length() <= LONGEST && matcher.matches() ? units.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException(text);
        }
        return Double.parseDouble(matcher.group(1)) * unit;
    }
}
