// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Opens if too many of the last migrations failed, whatever their hosts. Belongs to one thread. */
final class FleetBreaker {

    static final int LAST = 20;
    static final double MOST_FAILED = 0.2;
    private static final Duration MEMORY = Duration.ofDays(1);

    private final Breaker breaker = new Breaker();
    private final Deque<Ended> last = new ArrayDeque<>();

    private record Ended(Instant at, boolean isFailure) {}

    void started(String id, Instant at) {
        breaker.started(id, at);
    }

    void failed(Instant at) {
        add(at, true);
        long failures = last.stream().filter(Ended::isFailure).count();
        if (breaker.isOpen() || (last.size() == LAST && failures >= MOST_FAILED * LAST)) {
            breaker.open(at);
        }
    }

    void succeeded(String id, Instant at) {
        boolean wasOpen = breaker.isOpen();
        boolean isClosed = breaker.succeeded(id);
        if (wasOpen && isClosed) {
            // What opened it must not open it again at the next failure.
            last.clear();
        }
        add(at, false);
    }

    private void add(Instant at, boolean isFailure) {
        last.addLast(new Ended(at, isFailure));
        while (last.size() > LAST || !last.getFirst().at().plus(MEMORY).isAfter(at)) {
            last.removeFirst();
        }
    }

    @Nullable
    Instant closedUntil(Instant now) {
        return breaker.closedUntil(now);
    }
}
