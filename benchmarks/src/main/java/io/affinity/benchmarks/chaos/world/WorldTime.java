// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time as it is, which only goes forward, and as the clock on the wall has it, which is what the controller sees. */
public final class WorldTime implements InstantSource {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private Instant now = START;
    private Duration error = Duration.ZERO;
    private Instant lastJump = Instant.MIN;
    private int jumps;

    /** {@return the time that is shown by the clock on the wall} */
    @Override
    public Instant instant() {
        return now.plus(error);
    }

    /** {@return the time that it is} */
    public Instant now() {
        return now;
    }

    public Duration sinceStart() {
        return Duration.between(START, now);
    }

    /** {@return nanoseconds that only go forward} */
    public long nanos() {
        return sinceStart().toNanos();
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    void jumpTo(Duration newError) {
        error = newError;
        lastJump = now;
        jumps++;
    }

    Duration error() {
        return error;
    }

    /** {@return how often the clock on the wall was set} */
    public int jumps() {
        return jumps;
    }

    /** {@return whether the clock on the wall has gone evenly for so long} */
    public boolean isSteadyFor(Duration duration) {
        return lastJump.equals(Instant.MIN) || !lastJump.plus(duration).isAfter(now);
    }
}
