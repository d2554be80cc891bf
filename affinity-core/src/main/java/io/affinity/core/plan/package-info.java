/**
 * From recommendations to a safe, timed order of migrations. Entry type:
 * {@link io.affinity.core.plan.MigrationPlanner}.
 */
@NullMarked
package io.affinity.core.plan;

import org.jspecify.annotations.NullMarked;
