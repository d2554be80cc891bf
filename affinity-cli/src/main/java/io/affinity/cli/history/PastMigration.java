// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.history;

import io.affinity.core.outcome.MigrationGain;
import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One migration, as the journal has it.
 *
 * @param id of its journal entries
 * @param at when it was announced, or, if it was not started, when that was decided
 * @param isStarted whether it was
 * @param endedAt when its end was seen; null if none was yet
 * @param outcome as the migrator reported it; null if it did not
 * @param verification what was found on the target; null if nothing was looked for
 * @param closing why nothing is left to do, where the end does not say it; else null
 * @param gain what it gained, as far as the account of decisions remembers; null if it does not
 */
public record PastMigration(
        String id,
        Migration migration,
        Instant at,
        boolean isStarted,
        @Nullable Instant endedAt,
        @Nullable MigrationOutcome outcome,
        @Nullable Verification verification,
        @Nullable Closing closing,
        @Nullable MigrationGain gain) {

    /** The clock of the loop is read once for the journal, and once for the account of decisions. */
    private static final Duration NEAR = Duration.ofMinutes(2);

    /** In a word, what became of it. */
    public enum Result {
        /** The VM runs on the target. */
        DONE,
        /** It ended, and not all is as it should be, or nobody knows. */
        DOUBTFUL,
        /** It went wrong, and the VM stayed. */
        FAILED,
        /** It was given up, and the VM stayed. */
        ABORTED,
        /** Rules or a gate did not let it start. */
        NOT_STARTED,
        /** No end was seen yet. */
        OPEN
    }

    /** {@return what became of it} */
    public Result result() {
        if (!isStarted) {
            return Result.NOT_STARTED;
        } else if (outcome instanceof MigrationOutcome.Failed) {
            return Result.FAILED;
        } else if (outcome instanceof MigrationOutcome.Aborted) {
            return Result.ABORTED;
        } else if (verification instanceof Verification.Refuted) {
            return Result.DOUBTFUL;
        } else if (verification != null || isOnTarget()) {
            return Result.DONE;
        } else if (closing instanceof Closing.Found || closing instanceof Closing.StaysOnSource) {
            return Result.FAILED;
        } else if (outcome != null || closing != null) {
            return Result.DOUBTFUL;
        }
        return Result.OPEN;
    }

    /** {@return whether this is the migration that others know by its end} */
    public boolean isThat(Migration other, Instant end) {
        return migration.equals(other)
                && endedAt != null
                && Duration.between(end, endedAt).abs().compareTo(NEAR) <= 0;
    }

    /** {@return whether it was started, and it is known what became of it, or that nobody knows} */
    public boolean hasEnded() {
        boolean isLookedAt = outcome instanceof MigrationOutcome.Completed && verification == null && closing == null;
        return isStarted && endedAt != null && !isLookedAt;
    }

    private boolean isOnTarget() {
        return closing instanceof Closing.Found found && found.host().equals(migration.target());
    }

    PastMigration with(@Nullable MigrationGain known) {
        return new PastMigration(id, migration, at, isStarted, endedAt, outcome, verification, closing, known);
    }
}
