// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import io.affinity.spi.placement.Recommendation;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * One migration of a plan.
 *
 * @param number its place in the plan, from 0
 * @param recommendation whose purpose it serves; a VM that is parked on a third host has two migrations for one
 * @param startAfter earliest start, counted from the moment the plan is carried out
 * @param dependsOn numbers of the migrations that must have completed before; if one of them fails this one is not started
 */
public record PlannedMigration(
        int number,
        Migration migration,
        Recommendation recommendation,
        MigrationEstimate estimate,
        Duration startAfter,
        Set<Integer> dependsOn) {

    public PlannedMigration {
        dependsOn = Collections.unmodifiableSet(new TreeSet<>(dependsOn));
    }
}
