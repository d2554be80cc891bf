package io.affinity.core.plan;

import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Recommendation;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Orders recommended migrations in time. Stateless and thread-safe; the result depends on the arguments alone. Whatever a planner
 * says, the executor checks each start against the hard rules once more.
 */
public interface Planner {

    /** {@return what migrating a VM of the fleet is expected to cost} */
    MigrationEstimate estimate(Fleet fleet, VmId vm);

    /**
     * {@return the plan for these recommendations, beginning at the fleet's instant; what has no safe order is postponed}
     *
     * @param recommendations most useful first; their sources are the fleet's present placement
     * @param mayPark whether a VM may stop over on a host on the way to its target
     */
    MigrationPlan plan(Fleet fleet, List<Recommendation> recommendations, BiPredicate<VmId, HostId> mayPark);

    /** {@return the plan for these recommendations, in which VMs may stop over wherever rules allow it} */
    default MigrationPlan plan(Fleet fleet, List<Recommendation> recommendations) {
        return plan(fleet, recommendations, (vm, host) -> true);
    }
}
