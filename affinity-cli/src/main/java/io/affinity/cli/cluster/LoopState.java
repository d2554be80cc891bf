// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.spi.migration.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a loop, of another process, looks after the hosts, and what it left.
 *
 * @param isRunning whether it has the state folder now, as its lock says
 * @param last what it, or the one before it, said of its last cycle; null if none had one yet
 * @param underWay the migrations that the journal has open: of a loop that runs, those that it looks after
 */
public record LoopState(boolean isRunning, @Nullable LoopStatus last, List<JournalEntry> underWay) {

    /** A loop that is late by so many steps may hang. */
    private static final int LATE_STEPS = 3;

    public LoopState {
        underWay = List.copyOf(underWay);
    }

    /** {@return in a sentence, how it stands}
     *
     * @param step of the loop
     * @param status where it leaves its cycles
     */
    public String sentence(Instant now, Duration step, String status) {
        if (last == null) {
            return isRunning
                    ? "A loop has begun to look after these hosts; it has had no cycle yet."
                    : "No loop has looked after these hosts yet; \"affinity run\" starts one.";
        }
        Duration ago = Duration.between(last.lastCycle(), now);
        String when = "its last cycle was " + ago.toSeconds() + " s ago";
        if (!isRunning) {
            return "No loop looks after these hosts now; there was one, and " + when + ". See " + status + ".";
        }
        boolean isLate = ago.compareTo(step.multipliedBy(LATE_STEPS)) > 0;
        return "A loop looks after these hosts, mode " + last.mode() + "; " + when
                + (isLate ? ", though there should be one each " + step.toSeconds() + " s" : "") + ". See " + status
                + ".";
    }
}
