package io.affinity.core.execution;

import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.migration.Verification;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a migration that was started came out.
 *
 * @param id of its journal entries
 * @param verification what was found on the target, or null if the migration did not complete
 */
public record MigrationReport(
        String id,
        PlannedMigration planned,
        Instant startedAt,
        Instant endedAt,
        MigrationOutcome outcome,
        @Nullable Verification verification) {

    /** {@return whether the VM runs on the target and only there} */
    public boolean isSuccess() {
        return outcome instanceof MigrationOutcome.Completed && verification instanceof Verification.Verified;
    }
}
