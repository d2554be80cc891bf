// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import java.time.Duration;

/** How a migration ended, as the migrator sees it; what is really running where is for verification to say. */
public sealed interface MigrationOutcome {

    /** The VM runs on the target. */
    record Completed(Duration elapsed, Duration downtime, double transferredBytes) implements MigrationOutcome {}

    /** Given up on purpose; the VM runs on the source. */
    record Aborted(MigrationFailure failure) implements MigrationOutcome {}

    /** It went wrong; the VM runs on the source. */
    record Failed(MigrationFailure failure) implements MigrationOutcome {}

    /**
     * The connection was lost while the VM may be on either side. Never retried before both sides were inspected.
     *
     * @param seen what the hosts said last, in sentences of the driver's; may be empty
     */
    record Unknown(MigrationFailure failure, String seen) implements MigrationOutcome {}
}
