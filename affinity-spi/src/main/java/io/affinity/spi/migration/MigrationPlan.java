// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import io.affinity.spi.placement.Recommendation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An order in which migrations can be carried out so that every state on the way keeps the hard policies, also if any one
 * of them fails. Immutable and thread-safe.
 *
 * @param createdAt when it was made
 * @param migrations in the order of their start
 * @param postponed recommendations for which no safe order was found, with the reason
 */
public record MigrationPlan(Instant createdAt, List<PlannedMigration> migrations, List<Postponed> postponed) {

    public MigrationPlan {
        migrations = List.copyOf(migrations);
        postponed = List.copyOf(postponed);
    }

    /** {@return the plan that does nothing} */
    public static MigrationPlan empty(Instant createdAt) {
        return new MigrationPlan(createdAt, List.of(), List.of());
    }

    public boolean isEmpty() {
        return migrations.isEmpty();
    }

    /** {@return the migrations that are expected to end after the shortage that they are to prevent is worst; what mends the present is not late} */
    public List<PlannedMigration> late() {
        return migrations.stream().filter(MigrationPlan::isLate).toList();
    }

    private static boolean isLate(PlannedMigration planned) {
        Duration neededBy = planned.recommendation().neededBy();
        return neededBy != null
                && !neededBy.isZero()
                && planned.startAfter().plus(planned.estimate().elapsed()).compareTo(neededBy) > 0;
    }

    /** A recommendation that is left out of the plan. */
    public record Postponed(Recommendation recommendation, String reason) {}
}
