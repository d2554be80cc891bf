// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import io.affinity.cli.cluster.ClusterView;
import io.affinity.cli.history.PastMigration;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.outcome.MigrationGain;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.telemetry.Observation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is shown, as of one moment of the loop. Immutable, so that any thread may read it for as long as it likes.
 *
 * @param since when the loop began
 * @param view of the last cycle, or null before the first
 * @param endedAt when that cycle ended; {@code since} before the first
 * @param decidedAt when the last cycle ended that had something to decide on; {@code since} before the first
 * @param past the last observations, the oldest first
 * @param ended migrations that have ended since the loop began, the oldest first
 * @param journaled migrations that have ended, as the journal has them, also those of earlier loops; the oldest first
 * @param gains what migrations gained, also those of earlier loops
 * @param underWay migrations under way
 */
record Snapshot(
        Instant since,
        @Nullable ClusterView view,
        Instant endedAt,
        Instant decidedAt,
        List<Observation> past,
        List<MigrationReport> ended,
        List<PastMigration> journaled,
        List<MigrationGain> gains,
        List<Migration> underWay) {

    Snapshot {
        past = List.copyOf(past);
        ended = List.copyOf(ended);
        journaled = List.copyOf(journaled);
        gains = List.copyOf(gains);
        underWay = List.copyOf(underWay);
    }

    /** {@return the times of the observations, the oldest first} */
    List<String> measuredAt() {
        return past.stream().map(Observation::measuredAt).map(Object::toString).toList();
    }

    static Snapshot empty(Instant since) {
        return new Snapshot(since, null, since, since, List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
