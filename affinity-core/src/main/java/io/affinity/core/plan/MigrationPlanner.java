// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import io.affinity.spi.migration.MigrationConditions;
import io.affinity.spi.migration.MigrationCostModel;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Orders recommended migrations in time: what is needed first goes first, then the most useful, as many at once as hosts and links allow, and
 * none before the room it needs is certain to be free. Stateless and thread-safe.
 *
 * <p>A migrating VM takes room on both hosts. A migration that needs another one to have succeeded depends on it, and is
 * not started if that one fails; so every reachable state keeps the hard rules as well as the present one does. Where
 * migrations wait for each other in a circle, one VM is parked on a third host, if it can go on from there to its target.
 * What has no safe order is postponed, and so is what would overload its target because something else was.
 */
public final class MigrationPlanner implements Planner {

    /** The migration that costs 1. */
    private static final double ORDINARY_SECONDS = 20;

    private final MigrationCostModel costModel;
    private final MigrationLimits limits;

    public MigrationPlanner(MigrationCostModel costModel, MigrationLimits limits) {
        this.costModel = costModel;
        this.limits = limits;
    }

    /** {@return what a migration costs that takes so long: 1 for one of 20 s, others in proportion, 0.5 to 3} */
    public static double price(Duration elapsed) {
        return Math.max(0.5, Math.min(3, elapsed.toNanos() / 1e9 / ORDINARY_SECONDS));
    }

    @Override
    public MigrationEstimate estimate(Fleet fleet, VmId vm) {
        return costModel.estimate(new MigrationConditions(
                fleet.vm(vm).memoryBytes(),
                fleet.vm(vm).dirtyBytesPerSecond(),
                limits.bandwidthBytesPerSecond(),
                limits.maxDowntime()));
    }

    @Override
    public MigrationPlan plan(PlanRequest request) {
        Fleet fleet = request.fleet();
        Set<VmId> inVain = new HashSet<>();
        BiPredicate<VmId, HostId> mayStillPark =
                (vm, host) -> !inVain.contains(vm) && request.mayPark().test(vm, host);
        MigrationPlan plan;
        do {
            plan = new Schedule(request, limits, vm -> estimate(fleet, vm), mayStillPark).fill();
            // A VM that was parked and could not go on had better stay where it is.
        } while (inVain.addAll(stranded(plan)));
        return plan;
    }

    private static Set<VmId> stranded(MigrationPlan plan) {
        Set<VmId> stranded = new HashSet<>();
        plan.postponed()
                .forEach(postponed -> stranded.add(postponed.recommendation().vm()));
        stranded.retainAll(plan.migrations().stream()
                .map(planned -> planned.migration().vm())
                .toList());
        return stranded;
    }
}
