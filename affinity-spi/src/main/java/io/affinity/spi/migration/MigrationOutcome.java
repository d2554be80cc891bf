package io.affinity.spi.migration;

import java.time.Duration;

/** How a migration ended, as the migrator sees it; what is really running where is for verification to say. */
public sealed interface MigrationOutcome {

    /** The VM runs on the target. */
    record Completed(Duration elapsed, Duration downtime, double transferredBytes) implements MigrationOutcome {}

    /** Given up on purpose; the VM runs on the source. */
    record Aborted(String reason) implements MigrationOutcome {}

    /** It went wrong; the VM runs on the source. */
    record Failed(String reason) implements MigrationOutcome {}

    /** The connection was lost while the VM may be on either side. Never retried before both sides were inspected. */
    record Unknown(String reason) implements MigrationOutcome {}
}
