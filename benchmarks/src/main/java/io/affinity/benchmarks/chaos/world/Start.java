// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A start, and what came of it if anything did. */
final class Start {
    final Instant at;
    final MigrationRequest request;

    @Nullable
    Flight flight;

    Start(Instant at, MigrationRequest request) {
        this.at = at;
        this.request = request;
    }

    Migration migration() {
        return request.migration();
    }

    boolean hasFailed() {
        Flight known = flight;
        return known != null
                && known.reported() != null
                && !(known.reported() instanceof MigrationOutcome.Completed)
                && !(known.reported() instanceof MigrationOutcome.Unknown && known.hasArrived());
    }

    /** {@return whether a controller has heard of an end} */
    boolean isTold() {
        Flight known = flight;
        return known != null && known.reported() != null;
    }

    boolean isUnderWay() {
        Flight known = flight;
        return known != null && !known.isOver();
    }
}
