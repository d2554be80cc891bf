// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the controller was shown last.
 *
 * @param at when it was so
 * @param shownAt when the controller was shown it
 * @param policies of which the witness knows whom they are about
 * @param held VMs of which that is not clear
 */
record Sight(
        Instant at,
        Instant shownAt,
        Inventory inventory,
        List<LocationPolicy> policies,
        Set<VmId> held,
        List<MigrationBudget> budgets) {

    static Sight of(Instant at, Instant shownAt, Inventory inventory, Scene shown) {
        List<LocationPolicy> policies = new ArrayList<>(shown.policies());
        Set<VmId> held = Set.of();
        StatedRule stated = shown.stated();
        if (stated != null) {
            policies.addAll(stated.policies(inventory));
            held = stated.held(inventory);
        }
        return new Sight(at, shownAt, inventory, List.copyOf(policies), held, List.copyOf(shown.budgets()));
    }

    /** {@return whether the source of the migration is to be emptied} */
    boolean isEmptied(Migration migration) {
        return inventory.hosts().stream()
                .anyMatch(host -> host.id().equals(migration.source()) && host.state() == HostState.DRAINING);
    }

    /** {@return whether the target of the migration takes VMs} */
    boolean isOpen(Migration migration) {
        return inventory.hosts().stream()
                .anyMatch(host -> host.id().equals(migration.target()) && host.state() == HostState.AVAILABLE);
    }
}
