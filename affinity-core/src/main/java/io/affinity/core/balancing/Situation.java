// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.check.PlacementChecker;
import io.affinity.core.execution.HeldBack;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a balancer decides on. Nothing of it changes; the history must be read before the next observation.
 *
 * @param fleet as observed, except that VMs under way count on their target already
 * @param history of demand, fixed at the newest step
 * @param held VMs that must not be touched: they are being migrated, under alarm, or on a host that none may leave now
 * @param past the migrations of the recent past
 * @param heldBack what would not be started if it were planned
 */
public record Situation(Fleet fleet, DemandHistory history, Set<VmId> held, PastMigrations past, HeldBack heldBack) {

    public Situation {
        history = history.fixed();
        held = Collections.unmodifiableSet(new LinkedHashSet<>(held));
    }

    /**
     * {@return what is decided on, with the fleet as it will be once what is under way has ended; the memory reaches as far back
     * as the budgets of the fleet from then on}
     *
     * @param underWay what of it concerns other VMs than those of the fleet is left out; one whose target is not in the fleet, or of
     *     unknown capacity, stays where it was seen
     */
    public static Situation of(
            Fleet fleet,
            DemandHistory history,
            Collection<Migration> underWay,
            MigrationMemory memory,
            HeldBack heldBack) {
        fleet.budgets().forEach(budget -> memory.rememberFor(budget.window()));
        Set<VmId> held = new LinkedHashSet<>();
        Placement placement = fleet.placement();
        for (Migration migration : underWay) {
            if (fleet.contains(migration.vm())) {
                held.add(migration.vm());
                boolean isTargetKnown = fleet.contains(migration.target())
                        && fleet.host(migration.target()).isCapacityKnown();
                placement = isTargetKnown ? placement.with(migration.vm(), migration.target()) : placement;
            }
        }
        Fleet settled = held.isEmpty() ? fleet : fleet.withPlacement(placement);
        for (Vm vm : settled.vms()) {
            if (heldBack.holds(vm.id(), settled.placement().hostOf(vm.id()))) {
                held.add(vm.id());
            }
        }
        return new Situation(settled, history, held, memory.past(), heldBack);
    }

    /** {@return where each VM must not go: hosts that it left after this time, and those that did not take it} */
    Map<VmId, Set<HostId>> bannedTargets(Instant since) {
        Map<VmId, Set<HostId>> banned = past.hostsLeftSince(since);
        heldBack.targets()
                .forEach((vm, hosts) ->
                        banned.computeIfAbsent(vm, it -> new LinkedHashSet<>()).addAll(hosts));
        return banned;
    }

    /** {@return the hosts that no VM may come to: these, and those that are held back} */
    Set<HostId> closedBesides(Set<HostId> others) {
        Set<HostId> closed = new LinkedHashSet<>(others);
        closed.addAll(heldBack.hosts());
        return closed;
    }

    /** {@return whether a hard rule is broken or a host is to be emptied: cause enough, whatever demand is} */
    public boolean mustBeMended() {
        return fleet.hosts().stream().anyMatch(host -> host.state() == HostState.DRAINING)
                || !new PlacementChecker(fleet)
                        .hardViolations(fleet.placement())
                        .isEmpty();
    }
}
