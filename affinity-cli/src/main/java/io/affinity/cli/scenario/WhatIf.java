// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import io.affinity.spi.model.HostId;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A question what would be if a cluster were otherwise.
 *
 * @param text as it was asked
 * @param changes at least one; all of them at once
 */
public record WhatIf(String text, List<Change> changes) {

    /** What is legal, for errors and help. */
    public static final String FORMS =
            "'remove HOST', 'scale VM FACTOR', 'drain HOST', 'drain HOST at 2026-03-02T09:00:00Z' or"
                    + " 'drain HOST on monday 09:00' (UTC), or several of these with 'and' between them";

    private static final Pattern AND = Pattern.compile("\\s+and\\s+(?=(?:remove|scale|drain)\\s)");
    private static final Pattern REMOVE = Pattern.compile("remove\\s+(\\S.*)");
    private static final Pattern SCALE = Pattern.compile("scale\\s+(\\S.*)\\s+(\\S+)");
    private static final Pattern DRAIN_AT = Pattern.compile("drain\\s+(\\S.*)\\s+at\\s+(\\S+)");
    private static final Pattern DRAIN_ON =
            Pattern.compile("drain\\s+(\\S.*)\\s+on\\s+([A-Za-z]+)(?:\\s+(\\d\\d:\\d\\d))?");
    private static final Pattern DRAIN = Pattern.compile("drain\\s+(\\S.*)");
    private static final double LARGEST_FACTOR = 1000;

    public WhatIf {
        changes = List.copyOf(changes);
    }

    /**
     * {@return the question that a text asks}
     *
     * @throws IllegalArgumentException if it asks none; the message says what is legal
     */
    public static WhatIf parse(String text) {
        List<Change> changes = new ArrayList<>();
        for (String part : AND.split(text.strip(), -1)) {
            changes.add(change(text, part.strip()));
        }
        return new WhatIf(text.strip(), changes);
    }

    private static Change change(String text, String part) {
        Change drain = drain(text, part);
        if (drain != null) {
            return drain;
        }
        Matcher remove = REMOVE.matcher(part);
        if (remove.matches()) {
            return new Change.RemoveHost(new HostId(remove.group(1)));
        }
        Matcher scale = SCALE.matcher(part);
        if (scale.matches()) {
            return new Change.ScaleVm(scale.group(1), factor(text, scale.group(2)));
        }
        throw wrong(text, "");
    }

    private static @Nullable Change drain(String text, String part) {
        Matcher at = DRAIN_AT.matcher(part);
        if (at.matches()) {
            return new Change.DrainHost(new HostId(at.group(1)), new Change.When.At(instant(text, at.group(2))));
        }
        Matcher on = DRAIN_ON.matcher(part);
        if (on.matches()) {
            return new Change.DrainHost(
                    new HostId(on.group(1)), new Change.When.Day(day(text, on.group(2)), time(text, on.group(3))));
        }
        Matcher now = DRAIN.matcher(part);
        return now.matches() ? new Change.DrainHost(new HostId(now.group(1)), new Change.When.Beginning()) : null;
    }

    private static double factor(String text, String number) {
        try {
            double factor = Double.parseDouble(number);
            if (factor > 0 && factor <= LARGEST_FACTOR) {
                return factor;
            }
        } catch (NumberFormatException e) {
            throw wrong(text, ": the factor (" + number + ") is no number");
        }
        throw wrong(text, ": the factor (" + number + ") must be above 0 and at most 1000");
    }

    private static Instant instant(String text, String time) {
        try {
            return Instant.parse(time);
        } catch (DateTimeException e) {
            throw wrong(text, ": the time (" + time + ") is no instant such as 2026-03-02T09:00:00Z");
        }
    }

    private static DayOfWeek day(String text, String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> wrong(text, ": the day (" + name + ") must be monday to sunday"));
    }

    private static LocalTime time(String text, @Nullable String time) {
        try {
            return time == null ? LocalTime.MIDNIGHT : LocalTime.parse(time);
        } catch (DateTimeException e) {
            throw wrong(text, ": the time (" + time + ") must be 00:00 to 23:59");
        }
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException(
                "The question (" + text + ") cannot be answered" + why + ". Legal are " + FORMS + ".");
    }
}
