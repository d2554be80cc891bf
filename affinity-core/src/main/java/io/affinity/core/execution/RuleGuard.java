package io.affinity.core.execution;

import io.affinity.core.check.Occupancy;
import io.affinity.core.check.PlacementChecker;
import io.affinity.core.plan.SafeStart;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;

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

    /** The VM takes room on both hosts from now on; of no consequence if it has left the fleet. */
    void begin(Migration migration) {
        if (fleet.contains(migration.vm())) {
            occupancy.set(migration.vm(), migration.source(), migration.target());
        }
    }

    /** The migration is over and the VM is known to be on one of its hosts. */
    void settle(Migration migration, boolean arrived) {
        if (fleet.contains(migration.vm())) {
            occupancy.set(migration.vm(), arrived ? migration.target() : migration.source());
        }
    }

    boolean allows(Migration migration) {
        return fleet.contains(migration.vm())
                && occupancy.isOnlyOn(migration.vm(), migration.source())
                && SafeStart.obstacles(checker, occupancy, migration).isEmpty();
    }
}
