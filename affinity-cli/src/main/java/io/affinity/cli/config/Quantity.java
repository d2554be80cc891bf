package io.affinity.cli.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with a unit, as people write them. Each method throws IllegalArgumentException for anything else. */
final class Quantity {

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([A-Za-z%]*)");

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

    private Quantity() {}

    static double bytes(String text) {
        return number(text, BYTES);
    }

    static Duration duration(String text) {
        return text.startsWith("P") ? iso(text) : Duration.ofNanos(Math.round(1e9 * number(text, SECONDS)));
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
        Double unit = matcher.matches() ? units.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException(text);
        }
        return Double.parseDouble(matcher.group(1)) * unit;
    }
}
