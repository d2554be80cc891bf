// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

import java.time.Duration;

/**
 * When the next attempt to connect is due: at once after a success, then 1, 2, 4 ... times the first wait after each failure, up
 * to the longest. Not thread-safe.
 */
final class Backoff {

    private final long firstNanos;
    private final long longestNanos;
    private int failures;
    private long dueAtNanos;

    Backoff(Duration first, Duration longest) {
        this.firstNanos = first.toNanos();
        this.longestNanos = longest.toNanos();
    }

    void succeeded() {
        failures = 0;
    }

    void failed(long nowNanos) {
        // From here on the shift alone would exceed any wait that can be written down.
        int doublings = Math.min(failures, Long.numberOfLeadingZeros(firstNanos) - 1);
        failures++;
        dueAtNanos = nowNanos + Math.min(longestNanos, firstNanos << doublings);
    }

    /** {@return how long to wait until the next attempt; zero or negative if it is due} */
    Duration untilDue(long nowNanos) {
        return failures == 0 ? Duration.ZERO : Duration.ofNanos(dueAtNanos - nowNanos);
    }
}
