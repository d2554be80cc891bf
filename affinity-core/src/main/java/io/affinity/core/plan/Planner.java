// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;

/**
 * Orders recommended migrations in time. Stateless and thread-safe; the result depends on the arguments alone. Whatever a planner
 * says, the executor checks each start against the hard rules once more.
 */
public interface Planner {

    /** {@return what migrating a VM of the fleet is expected to cost} */
    MigrationEstimate estimate(Fleet fleet, VmId vm);

    /** {@return the plan for what is asked for, beginning at the fleet's instant; what has no safe order is postponed} */
    MigrationPlan plan(PlanRequest request);
}
