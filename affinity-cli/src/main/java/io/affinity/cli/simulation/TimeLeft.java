// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import java.time.Duration;

/** How long work will take still, in words, if it goes on as it went so far. */
final class TimeLeft {

    private static final int SECONDS_OF_A_MINUTE = 60;
    private static final int MINUTES_OF_AN_HOUR = 60;

    private TimeLeft() {}

    /** {@return such as "about 3 min left"; empty if nothing is done yet, or all is} */
    static String of(long done, long all, Duration elapsed) {
        if (done <= 0 || done >= all) {
            return "";
        }
        long seconds = (long) Math.ceil(elapsed.toMillis() / 1e3 * (all - done) / done);
        return "about " + span(Math.max(1, seconds)) + " left";
    }

    private static String span(long seconds) {
        if (seconds < SECONDS_OF_A_MINUTE) {
            return seconds + " s";
        }
        long minutes = Math.round((double) seconds / SECONDS_OF_A_MINUTE);
        long rest = minutes % MINUTES_OF_AN_HOUR;
        return minutes < MINUTES_OF_AN_HOUR
                ? minutes + " min"
                : minutes / MINUTES_OF_AN_HOUR + " h" + (rest == 0 ? "" : " " + rest + " min");
    }
}
