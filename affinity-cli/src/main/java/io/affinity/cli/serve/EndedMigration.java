// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import io.affinity.cli.cluster.ClusterText;
import io.affinity.cli.history.HistoryText;
import io.affinity.cli.history.PastMigration;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.outcome.MigrationGain;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.VmNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A migration that has ended, however that is known.
 *
 * @param outcome in a word: completed, unconfirmed, refuted, aborted, failed or unknown
 * @param elapsedSeconds how long it took; NaN if that was not seen
 * @param downtimeSeconds how long the VM stood still; NaN if that was not seen
 * @param text a line for people; empty if no more is known
 * @param why a sentence for people; empty if that is not remembered
 * @param gain or null if it did not arrive, or none is remembered
 */
record EndedMigration(
        Migration migration,
        Instant endedAt,
        String outcome,
        double elapsedSeconds,
        double downtimeSeconds,
        String text,
        String why,
        @Nullable MigrationGain gain) {

    private static final double MILLIS = 1e3;

    /** One of this loop. */
    static EndedMigration of(MigrationReport report, @Nullable MigrationGain gain, VmNames names) {
        return new EndedMigration(
                report.planned().migration(),
                report.endedAt(),
                report.ending(),
                seconds(Duration.between(report.startedAt(), report.endedAt())),
                report.outcome() instanceof MigrationOutcome.Completed completed
                        ? seconds(completed.downtime())
                        : Double.NaN,
                ClusterText.migrated(report, names),
                PlanSentence.of(report.planned().recommendation()),
                gain);
    }

    /** One that only the journal has. */
    static EndedMigration of(PastMigration past, @Nullable MigrationGain gain, VmNames names) {
        MigrationOutcome.Completed completed = past.outcome() instanceof MigrationOutcome.Completed done ? done : null;
        return new EndedMigration(
                past.migration(),
                Objects.requireNonNull(past.endedAt()),
                outcome(past),
                completed == null ? Double.NaN : seconds(completed.elapsed()),
                completed == null ? Double.NaN : seconds(completed.downtime()),
                HistoryText.line(past, names),
                "",
                gain);
    }

    /** One that only the account has: it completed. */
    static EndedMigration of(MigrationGain gain) {
        return new EndedMigration(
                gain.migration(),
                gain.endedAt(),
                "completed",
                seconds(gain.elapsed()),
                seconds(gain.downtime()),
                "",
                "",
                gain);
    }

    private static String outcome(PastMigration past) {
        return switch (past.result()) {
            case DONE -> past.verification() instanceof Verification.Unconfirmed ? "unconfirmed" : "completed";
            case DOUBTFUL -> past.verification() instanceof Verification.Refuted ? "refuted" : "unknown";
            case FAILED -> "failed";
            case ABORTED -> "aborted";
            case NOT_STARTED, OPEN -> throw new IllegalArgumentException("It has not ended: " + past);
        };
    }

    private static double seconds(Duration time) {
        return time.toMillis() / MILLIS;
    }
}
