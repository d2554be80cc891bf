package io.affinity.core.balancing;

import io.affinity.core.check.PlacementChecker;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.VmId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a balancer decides on. Nothing of it changes; the history must be read before the next observation.
 *
 * @param fleet as observed, except that VMs under way count on their target already
 * @param history of demand, fixed at the newest step
 * @param underWay VMs that are being migrated and must not be touched
 * @param past the migrations of the recent past
 */
public record Situation(Fleet fleet, DemandHistory history, Set<VmId> underWay, PastMigrations past) {

    public Situation {
        history = history.fixed();
        underWay = Collections.unmodifiableSet(new LinkedHashSet<>(underWay));
    }

    /** {@return whether a hard rule is broken or a host is to be emptied: cause enough, whatever demand is} */
    public boolean mustBeMended() {
        return fleet.hosts().stream().anyMatch(host -> host.state() == HostState.DRAINING)
                || !new PlacementChecker(fleet)
                        .hardViolations(fleet.placement())
                        .isEmpty();
    }
}
