// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time span of systemd, such as {@code 1h 30min} or, in seconds, {@code 90} (systemd.time(7)). */
final class TimeSpan {

    private static final Pattern PART =
            Pattern.compile("\\s*([0-9]{1,9}(?:\\.[0-9]{1,6})?)\\s*([A-Za-z\u00b5\u03bc]*)");

    private static final Map<String, Double> SECONDS = Map.ofEntries(
            Map.entry("", 1.0),
            Map.entry("us", 1e-6),
            Map.entry("usec", 1e-6),
            Map.entry("\u00b5s", 1e-6),
            Map.entry("\u03bcs", 1e-6),
            Map.entry("ms", 1e-3),
            Map.entry("msec", 1e-3),
            Map.entry("s", 1.0),
            Map.entry("sec", 1.0),
            Map.entry("second", 1.0),
            Map.entry("seconds", 1.0),
            Map.entry("m", 60.0),
            Map.entry("min", 60.0),
            Map.entry("minute", 60.0),
            Map.entry("minutes", 60.0),
            Map.entry("h", 3600.0),
            Map.entry("hr", 3600.0),
            Map.entry("hour", 3600.0),
            Map.entry("hours", 3600.0),
            Map.entry("d", 86_400.0),
            Map.entry("day", 86_400.0),
            Map.entry("days", 86_400.0),
            Map.entry("w", 604_800.0),
            Map.entry("week", 604_800.0),
            Map.entry("weeks", 604_800.0));

    private TimeSpan() {}

    /** @throws IllegalArgumentException if it is none, or one of months or years */
    static Duration of(String text) {
        double seconds = 0;
        Matcher part = PART.matcher(text);
        int at = 0;
        while (at < text.length() && part.find(at) && part.start() == at && SECONDS.containsKey(part.group(2))) {
            seconds += Double.parseDouble(part.group(1)) * SECONDS.getOrDefault(part.group(2), 1.0);
            at = part.end();
        }
        if (at == 0 || at < text.length()) {
            throw new IllegalArgumentException(text);
        }
        return Duration.ofMillis(Math.round(1e3 * seconds));
    }
}
