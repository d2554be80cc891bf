// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** After which nothing is waited for any more, by the clock or by one that is never set back, whichever is first. */
final class Deadline {

    private final Instant begunAt;
    private final long begunAtNanos;
    private final Duration wait;
    private final LongSupplier nanoTime;

    /** @param wait from now on; over at once if it is not positive */
    Deadline(Instant now, Duration wait, LongSupplier nanoTime) {
        this(now, nanoTime.getAsLong(), wait, nanoTime);
    }

    private Deadline(Instant begunAt, long begunAtNanos, Duration wait, LongSupplier nanoTime) {
        this.begunAt = begunAt;
        this.begunAtNanos = begunAtNanos;
        this.wait = wait;
        this.nanoTime = nanoTime;
    }

    boolean isOver(Instant now) {
        return !now.isBefore(begunAt.plus(wait))
                || Duration.ofNanos(nanoTime.getAsLong() - begunAtNanos).compareTo(wait) >= 0;
    }

    /** {@return one that is later by as much} */
    Deadline later(Duration more) {
        return new Deadline(begunAt, begunAtNanos, wait.plus(more), nanoTime);
    }
}
