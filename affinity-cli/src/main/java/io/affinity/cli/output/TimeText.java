// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment in words, in UTC. */
public final class TimeText {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private TimeText() {}

    /** {@return such as "2026-03-04 14:05 UTC"} */
    public static String of(Instant time) {
        return MOMENT.format(time) + " UTC";
    }

    /** {@return such as "at 14:05", or "on 2026-03-05 at 00:10" if that is another day than {@code now}'s} */
    public static String seenFrom(Instant now, Instant time) {
        boolean isSameDay = time.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .equals(now.atZone(ZoneOffset.UTC).toLocalDate());
        String clock = "at " + CLOCK.format(time);
        return isSameDay ? clock : "on " + MOMENT.format(time).substring(0, "uuuu-MM-dd".length()) + " " + clock;
    }
}
