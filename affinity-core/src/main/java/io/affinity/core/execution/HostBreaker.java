package io.affinity.core.execution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Opens after some failures of one host in a row. Belongs to one thread. */
final class HostBreaker {

    static final int FAILURES_IN_A_ROW = 3;

    private final Breaker breaker = new Breaker();
    private int failuresInARow;

    void started(String id, Instant at) {
        breaker.started(id, at);
    }

    void failed(Instant at) {
        failuresInARow++;
        if (failuresInARow >= FAILURES_IN_A_ROW) {
            breaker.open(at);
        }
    }

    void succeeded(String id) {
        if (breaker.succeeded(id)) {
            failuresInARow = 0;
        }
    }

    @Nullable
    Instant closedUntil(Instant now) {
        return breaker.closedUntil(now);
    }
}
