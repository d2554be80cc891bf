// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.core.check.Occupancy;
import io.affinity.core.check.PlacementChecker;
import io.affinity.core.plan.SafeStart;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.VmId;
import java.util.HashSet;
import java.util.Set;

/** Where the VMs are while a plan is carried out, as far as is certain, and what rules and holds say about the next start. */
final class RuleGuard {

    private final Fleet fleet;
    private final PlacementChecker checker;
    private final Occupancy occupancy;
    private final Set<VmId> held = new HashSet<>();

    RuleGuard(Fleet fleet) {
        this.fleet = fleet;
        this.checker = new PlacementChecker(fleet);
        this.occupancy = new Occupancy(fleet.placement());
        fleet.holds().forEach(hold -> held.addAll(hold.vms()));
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

    /**
     * The migration is over: if its hosts have said that the VM arrived, it takes room there only. Where it did not, nobody but
     * the migrator says so until the next observation, and it counts on both.
     */
    void settle(MigrationReport report) {
        Migration migration = report.planned().migration();
        if (report.isSuccess() && knows(migration)) {
            occupancy.set(migration.vm(), migration.target());
        }
    }

    private boolean knows(Migration migration) {
        return fleet.contains(migration.vm())
                && fleet.contains(migration.source())
                && fleet.contains(migration.target());
    }

    boolean allows(Migration migration) {
        return knows(migration)
                && !held.contains(migration.vm())
                && fleet.host(migration.source()).state() != HostState.UNAVAILABLE
                && fleet.host(migration.target()).state() == HostState.AVAILABLE
                && occupancy.isOnlyOn(migration.vm(), migration.source())
                && SafeStart.obstacles(checker, occupancy, migration).isEmpty();
    }
}
