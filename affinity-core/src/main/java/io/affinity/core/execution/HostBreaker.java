// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens after some failures of one host in a row. What is older than a day does not count: a host where little happens would open for
 * three failures of three months. So one that has been open for a day without a failure is as if it had never been. Belongs to one thread.
 */
final class HostBreaker {

    static final int FAILURES_IN_A_ROW = 3;
    static final Duration MEMORY = Duration.ofDays(1);

    private final List<Instant> failures = new ArrayList<>();
    private Breaker breaker = new Breaker();

    void started(String id, Instant at) {
        forget(at);
        breaker.started(id, at);
    }

    void failed(Instant at) {
        forget(at);
        failures.add(at);
        if (breaker.isOpen() || failures.size() >= FAILURES_IN_A_ROW) {
            breaker.open(at);
        }
    }

    private void forget(Instant now) {
        failures.removeIf(before -> !before.plus(MEMORY).isAfter(now));
        if (failures.isEmpty() && breaker.isOpen()) {
            breaker = new Breaker();
        }
    }

    void succeeded(String id) {
        if (breaker.succeeded(id)) {
            failures.clear();
        }
    }

    @Nullable
    Instant closedUntil(Instant now) {
        return breaker.closedUntil(now);
    }
}
