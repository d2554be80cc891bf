package io.affinity.core.execution;

import io.affinity.core.check.Occupancy;
import io.affinity.core.check.PlacementChecker;
import io.affinity.core.plan.SafeStart;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;

/** Where the VMs are while a plan is carried out, as far as is certain, and what the rules say about the next start. */
final class RuleGuard {

    private final Fleet fleet;
    private final PlacementChecker checker;
    private final Occupancy occupancy;

    RuleGuard(Fleet fleet) {
        this.fleet = fleet;
        this.checker = new PlacementChecker(fleet);
        this.occupancy = new Occupancy(fleet.placement());
    }

    /** {@return the fleet when the plan was made} */
    Fleet fleet() {
        return fleet;
    }

    /** The VM takes room on both hosts from now on; of no consequence if it or one of them has left the fleet. */
    void begin(Migration migration) {
        if (knows(migration)) {
            occupancy.set(migration.vm(), migration.source(), migration.target());
        }
    }

    /** The migration is over: if it is known on which of its hosts the VM is, it takes room there only. */
    void settle(MigrationReport report) {
        Migration migration = report.planned().migration();
        boolean isCertain = report.isSuccess() || !(report.outcome() instanceof MigrationOutcome.Unknown);
        if (isCertain && knows(migration)) {
            boolean hasArrived = report.isSuccess() || report.outcome() instanceof MigrationOutcome.Completed;
            occupancy.set(migration.vm(), hasArrived ? migration.target() : migration.source());
        }
    }

    private boolean knows(Migration migration) {
        return fleet.contains(migration.vm())
                && fleet.contains(migration.source())
                && fleet.contains(migration.target());
    }

    boolean allows(Migration migration) {
        return knows(migration)
                && fleet.host(migration.source()).state() != HostState.UNAVAILABLE
                && fleet.host(migration.target()).state() == HostState.AVAILABLE
                && occupancy.isOnlyOn(migration.vm(), migration.source())
                && SafeStart.obstacles(checker, occupancy, migration).isEmpty();
    }
}
