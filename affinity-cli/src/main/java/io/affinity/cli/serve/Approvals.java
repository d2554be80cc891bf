// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Has each migration wait until a person has approved of it. An approval is of one VM, from one host to another, for one start within
 * {@link #LASTS}, however often that is planned anew. Thread-safe: asked by the loop, told by whoever is served.
 */
final class Approvals implements Gate {

    /** Situations change: what was right this morning may be wrong this evening. */
    static final Duration LASTS = Duration.ofHours(1);

    private static final Duration ASKED_AGAIN = Duration.ofSeconds(1);

    private final Map<Migration, Instant> approved = new HashMap<>();

    @Override
    public String name() {
        return "approval";
    }

    @Override
    public synchronized Answer ask(PlannedMigration planned, Fleet fleet, Instant now) {
        return isApproved(planned.migration(), now) ? new Start() : new WaitUntil(now.plus(ASKED_AGAIN));
    }

    /** A person has approved. */
    synchronized void approve(Migration migration, Instant now) {
        approved.values().removeIf(at -> at.plus(LASTS).isBefore(now));
        approved.put(migration, now);
    }

    synchronized boolean isApproved(Migration migration, Instant now) {
        Instant at = approved.get(migration);
        return at != null && !at.plus(LASTS).isBefore(now);
    }

    /** It has begun, which uses the approval up. */
    synchronized void started(Migration migration) {
        approved.remove(migration);
    }
}
