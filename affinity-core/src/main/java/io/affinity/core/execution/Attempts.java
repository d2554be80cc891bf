// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attempts to bring one VM to one host that failed since the last one that did not. Belongs to one thread. */
final class Attempts {

    static final Duration MEMORY = Duration.ofDays(1);
    static final int MOST = 3;
    static final Duration FIRST_WAIT = Duration.ofMinutes(15);
    private static final int GROWTH = 4;

    private final List<Instant> failures = new ArrayList<>();

    void failed(Instant at) {
        failures.removeIf(before -> !before.plus(MEMORY).isAfter(at));
        failures.add(at);
    }

    /** {@return whether none of them counts any more} */
    boolean isForgotten(Instant now) {
        return failures.stream().noneMatch(at -> at.plus(MEMORY).isAfter(now));
    }

    /** {@return why it is not tried again now, or null if it may be} */
    DroppedStart.Cause.@Nullable BackingOff obstacle(Instant now) {
        List<Instant> recent =
                failures.stream().filter(at -> at.plus(MEMORY).isAfter(now)).toList();
        if (recent.isEmpty()) {
            return null;
        }
        Instant until = recent.size() >= MOST
                ? recent.get(recent.size() - MOST).plus(MEMORY)
                : recent.get(recent.size() - 1).plus(waitAfter(recent.size()));
        return now.isBefore(until) ? new DroppedStart.Cause.BackingOff(recent.size(), until) : null;
    }

    private static Duration waitAfter(int attempts) {
        Duration wait = FIRST_WAIT;
        for (int i = 1; i < attempts; i++) {
            wait = wait.multipliedBy(GROWTH);
        }
        return wait;
    }
}
