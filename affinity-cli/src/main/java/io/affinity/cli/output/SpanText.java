// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import java.time.Duration;

/** A time that passes, in words. */
public final class SpanText {

    private SpanText() {}

    /** {@return hours and minutes, or seconds where it is shorter or no whole number of minutes} */
    public static String of(Duration span) {
        if (span.toSeconds() < 60 || span.toSecondsPart() > 0) {
            return span.toSeconds() + " s";
        }
        long hours = span.toHours();
        if (hours == 0) {
            return span.toMinutes() + " min";
        }
        return hours + " h" + (span.toMinutesPart() == 0 ? "" : " " + span.toMinutesPart() + " min");
    }
}
