// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.placement.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One migration of a simulation.
 *
 * @param decidedAt the time of the observation that it was decided on, from which its reasons count
 * @param downtime for which the VM stood still; zero if it stayed
 * @param reasons why it was decided
 */
public record MigrationRecord(
        Instant decidedAt,
        Instant start,
        Duration elapsed,
        Duration downtime,
        Migration migration,
        MigrationOutcome outcome,
        List<Reason> reasons) {

    public MigrationRecord {
        reasons = List.copyOf(reasons);
    }
}
