package io.affinity.core.plan;

import io.affinity.spi.migration.MigrationConditions;
import io.affinity.spi.migration.MigrationCostModel;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Recommendation;
import java.util.List;

/**
 * Orders recommended migrations in time: the most useful first, as many at once as the limits allow, and none before the
 * room it needs is certain to be free. Stateless and thread-safe.
 *
 * <p>A migrating VM takes room on both hosts. A migration that needs another one to have succeeded depends on it, and is
 * not started if that one fails; so every reachable state keeps the hard rules as well as the present one does. Where
 * migrations wait for each other in a circle, one VM is parked on a third host. What has no safe order is postponed.
 */
public final class MigrationPlanner {

    private final MigrationCostModel costModel;
    private final MigrationLimits limits;

    public MigrationPlanner(MigrationCostModel costModel, MigrationLimits limits) {
        this.costModel = costModel;
        this.limits = limits;
    }

    /** {@return what migrating a VM of the fleet is expected to cost within the limits} */
    public MigrationEstimate estimate(Fleet fleet, VmId vm) {
        return costModel.estimate(new MigrationConditions(
                fleet.vm(vm).memoryBytes(),
                fleet.vm(vm).dirtyBytesPerSecond(),
                limits.bandwidthBytesPerSecond(),
                limits.maxDowntime()));
    }

    /**
     * {@return the plan for these recommendations, beginning at the fleet's instant}
     *
     * @param recommendations most useful first; their sources are the fleet's present placement
     */
    public MigrationPlan plan(Fleet fleet, List<Recommendation> recommendations) {
        return new Schedule(fleet, limits, vm -> estimate(fleet, vm)).fill(recommendations);
    }
}
