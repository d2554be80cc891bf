// SPDX-License-Identifier: Apache-2.0
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
 * @param outcome as reported; one that was unknown stays so even where the VM was then found and verified on the target
 * @param verification what was found on the target, or null if the VM did not arrive
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
        return verification != null && !(verification instanceof Verification.Refuted);
    }

    /** {@return how it ended, in one word for programs: completed, unconfirmed, refuted, aborted, failed or unknown} */
    public String ending() {
        if (outcome instanceof MigrationOutcome.Aborted) {
            return "aborted";
        } else if (outcome instanceof MigrationOutcome.Failed) {
            return "failed";
        } else if (outcome instanceof MigrationOutcome.Unknown) {
            return "unknown";
        } else if (verification instanceof Verification.Refuted) {
            return "refuted";
        }
        return verification instanceof Verification.Unconfirmed ? "unconfirmed" : "completed";
    }
}
