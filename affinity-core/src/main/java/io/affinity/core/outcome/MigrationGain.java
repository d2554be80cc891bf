// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.spi.migration.Migration;
import java.time.Duration;
import java.time.Instant;

/**
 * What one migration gained so far, and what it cost. What it gained is how many VM minutes of contention there were less, on
 * its two hosts, than if the VM had stayed, all else as it was; below zero if it did harm. Looked at once in each step, as
 * things stand after the step's last migration. It is not the share of the migration in what all of them gained: two that
 * each empty a host by half gain what neither does alone.
 *
 * @param endedAt when the VM was on the target; the gain counts from then on
 * @param elapsed from start to end
 * @param downtime for which the VM stood still
 * @param transferredBytes over the network; NaN if not known
 * @param cost in ordinary migrations
 * @param seen how long it was looked at: until now, until the VM moved on or was gone, at most a day
 * @param minutes gained, in VM minutes
 * @param after5Minutes the gain after so long; NaN if it was not looked at so long; so are the next two
 */
public record MigrationGain(
        Migration migration,
        Instant endedAt,
        Duration elapsed,
        Duration downtime,
        double transferredBytes,
        double cost,
        Duration seen,
        double minutes,
        double after5Minutes,
        double afterAnHour,
        double afterADay) {}
