// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Time since it was started, by a clock that nobody sets. */
final class Stopwatch {

    private final LongSupplier nanoTime;
    private final long start;

    Stopwatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    Duration read() {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    boolean hasReached(Duration time) {
        return read().compareTo(time) >= 0;
    }
}
