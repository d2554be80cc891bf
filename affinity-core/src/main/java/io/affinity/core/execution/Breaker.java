// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets nothing through once it has opened, and after {@link #REST} one migration, the probe: if that succeeds it closes, if not it
 * stays open for as long again. Belongs to one thread.
 */
final class Breaker {

    static final Duration REST = Duration.ofMinutes(30);

    /** It is open if it rests from some time on: that of the last failure, or of the start of the last probe. */
    private @Nullable Instant restsFrom;

    private String probe = "";

    boolean isOpen() {
        return restsFrom != null;
    }

    void open(Instant at) {
        restsFrom = at;
    }

    /** {@return until when nothing may be started, or null if something may be} */
    @Nullable
    Instant closedUntil(Instant now) {
        Instant until = restsFrom == null ? null : restsFrom.plus(REST);
        return until != null && now.isBefore(until) ? until : null;
    }

    void started(String id, Instant at) {
        if (isOpen()) {
            probe = id;
            restsFrom = at;
        }
    }

    /** {@return whether it is closed now: what was started before it opened does not close it} */
    boolean succeeded(String id) {
        if (isOpen() && probe.equals(id)) {
            restsFrom = null;
        }
        return !isOpen();
    }
}
