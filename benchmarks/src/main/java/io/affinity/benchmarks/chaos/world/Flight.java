// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A migration as it is, and what was said of it. */
final class Flight {

    /** How it will end if nothing comes between. */
    enum Fate {
        ARRIVES,
        FAILS,
        /** Nobody will ever hear of its end. */
        HANGS
    }

    private final MigrationRequest request;
    private final Instant startedAt;
    private final Fate fate;
    private Instant endsAt;
    private @Nullable Instant endedAt;
    private @Nullable MigrationOutcome outcome;
    private @Nullable MigrationOutcome reported;
    private @Nullable Instant reportedAt;

    Flight(MigrationRequest request, Instant startedAt, Instant endsAt, Fate fate) {
        this.request = request;
        this.startedAt = startedAt;
        this.endsAt = endsAt;
        this.fate = fate;
    }

    String id() {
        return request.id();
    }

    Migration migration() {
        return request.migration();
    }

    MigrationRequest request() {
        return request;
    }

    Instant startedAt() {
        return startedAt;
    }

    Fate fate() {
        return fate;
    }

    boolean isDue(Instant now) {
        return outcome == null && fate != Fate.HANGS && !endsAt.isAfter(now);
    }

    void end(MigrationOutcome how, Instant now) {
        outcome = how;
        endedAt = now;
    }

    boolean isOver() {
        return outcome != null;
    }

    @Nullable
    MigrationOutcome outcome() {
        return outcome;
    }

    boolean hasArrived() {
        return outcome instanceof MigrationOutcome.Completed;
    }

    /** {@return when it ended; null if it has not} */
    @Nullable
    Instant endedAt() {
        return endedAt;
    }

    /** Once said, it is what is always said. */
    void report(MigrationOutcome what, Instant now) {
        if (reported == null) {
            reported = what;
            reportedAt = now;
        }
    }

    @Nullable
    MigrationOutcome reported() {
        return reported;
    }

    @Nullable
    Instant reportedAt() {
        return reportedAt;
    }
}
