// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.sources.prometheus.query.Answer;
import io.affinity.spi.inventory.TelemetryException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Whether the clock of the store is that by which samples are judged. */
final class ClockCheck {

    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    private final Clock clock;
    private final Duration staleness;
    private final Complaints complaints;

    ClockCheck(Clock clock, Duration staleness, Complaints complaints) {
        this.clock = clock;
        this.staleness = staleness;
        this.complaints = complaints;
    }

    /** @throws TelemetryException if they differ by so much that nothing can be said of how old a sample is */
    void check(Answer answer) {
        Instant serverTime = answer.serverTime();
        if (serverTime == null) {
            return;
        }
        Duration apart = Duration.between(clock.instant(), serverTime);
        String sentence = "its clock is " + apart.abs().toSeconds() + " seconds "
                + (apart.isNegative() ? "behind" : "ahead of") + " the one here";
        if (apart.abs().compareTo(staleness) > 0) {
            throw new TelemetryException("The metrics store cannot be believed: " + sentence
                    + ", which is more than the " + staleness + " after which a sample is too old. Set the clocks.");
        }
        if (apart.abs().compareTo(TOLERANCE) > 0) {
            complaints.tell("clock", sentence + ", so that samples seem older or newer than they are.");
        }
    }
}
