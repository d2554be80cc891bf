package io.affinity.core.balancing;

import io.affinity.core.check.PlacementChecker;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.VmId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a balancer decides on. Nothing of it changes; the history must be read before the next observation.
 *
 * @param fleet as observed, except that VMs under way count on their target already
 * @param history of demand, fixed at the newest step
 * @param underWay VMs that are being migrated, or are under alarm, and must not be touched
 * @param past the migrations of the recent past
 */
public record Situation(Fleet fleet, DemandHistory history, Set<VmId> underWay, PastMigrations past) {

    public Situation {
        history = history.fixed();
        underWay = Collections.unmodifiableSet(new LinkedHashSet<>(underWay));
    }

    /**
     * {@return what is decided on, with the fleet as it will be once what is under way has ended; the memory reaches as far back
     * as the budgets of the fleet from then on}
     *
     * @param underWay of VMs of the fleet; one whose target is not in it, or of unknown capacity, stays where it was seen
     * @param alarming VMs that must not be touched for another reason
     */
    public static Situation of(
            Fleet fleet,
            DemandHistory history,
            Collection<Migration> underWay,
            Set<VmId> alarming,
            MigrationMemory memory) {
        fleet.budgets().forEach(budget -> memory.rememberFor(budget.window()));
        Set<VmId> leftAlone = new LinkedHashSet<>();
        Placement placement = fleet.placement();
        for (Migration migration : underWay) {
            leftAlone.add(migration.vm());
            if (fleet.contains(migration.target())
                    && fleet.host(migration.target()).isCapacityKnown()) {
                placement = placement.with(migration.vm(), migration.target());
            }
        }
        Fleet settled = leftAlone.isEmpty() ? fleet : fleet.withPlacement(placement);
        leftAlone.addAll(alarming);
        return new Situation(settled, history, leftAlone, memory.past());
    }

    /** {@return whether a hard rule is broken or a host is to be emptied: cause enough, whatever demand is} */
    public boolean mustBeMended() {
        return fleet.hosts().stream().anyMatch(host -> host.state() == HostState.DRAINING)
                || !new PlacementChecker(fleet)
                        .hardViolations(fleet.placement())
                        .isEmpty();
    }
}
