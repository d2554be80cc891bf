// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.placement.Recommendation;

/**
 * One migration that is still to be ordered, hosts and VM by their indexes.
 *
 * @param rank among all; a VM that stops over has two of one rank, one after the other
 * @param isStopover whether it goes to a third host, and on from there
 */
record Leg(
        int rank,
        Recommendation recommendation,
        MigrationEstimate estimate,
        int vm,
        int source,
        int target,
        boolean isStopover) {

    Leg to(int third) {
        return new Leg(rank, recommendation, estimate, vm, source, third, true);
    }

    Leg from(int third) {
        return new Leg(rank, recommendation, estimate, vm, third, target, false);
    }

    boolean touches(int host) {
        return source == host || target == host;
    }

    Migration migration(Fleet fleet) {
        return new Migration(
                fleet.vms().get(vm).id(),
                fleet.hosts().get(source).id(),
                fleet.hosts().get(target).id());
    }
}
