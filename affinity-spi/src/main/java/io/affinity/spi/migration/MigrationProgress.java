// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import java.time.Duration;

/**
 * How far a migration is.
 *
 * @param elapsed since its start
 * @param transferredBytes so far
 * @param remainingBytes still to be copied, as now known; the VM may write more
 */
public record MigrationProgress(Phase phase, Duration elapsed, double transferredBytes, double remainingBytes) {

    /** Where a migration stands. */
    public enum Phase {
        PREPARING,
        COPYING,
        SWITCHING
    }
}
