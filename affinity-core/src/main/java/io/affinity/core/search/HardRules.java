// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.LoadColumns;
import io.affinity.core.reassignment.Reassignment;
import io.affinity.core.reassignment.SearchPlacement;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import java.util.Arrays;

/**
 * The hard rules of a fleet for those who place VMs one by one without a search: where a VM may go, given where the others
 * are by now. Mutable; belongs to one thread.
 */
public final class HardRules {

    private final Fleet fleet;
    private final SearchPlacement placement;

    public HardRules(Fleet fleet) {
        this.fleet = fleet;
        LoadColumns promises = PromiseColumns.of(fleet);
        Reassignment.Builder builder = Reassignment.builder(
                promises, Arrays.stream(fleet.hostIndexByVm()).boxed().toList());
        new RuleCompiler(fleet)
                .compile().stream()
                        .filter(SearchRule::isHard)
                        .forEach(rule -> builder.hard(rule.beginning(), SearchProblem.HARD));
        placement = new SearchPlacement(builder.build());
    }

    /** {@return whether the VM may be migrated to this host: no hard rule gets worse, and the host may promise that much} */
    public boolean isAllowed(int vm, int host) {
        return fleet.hosts().get(host).state() == HostState.AVAILABLE
                && (host == placement.hostOf(vm)
                        || (placement.hasRoom(vm, host) && placement.forbidding(vm, host) < 0));
    }

    /** {@return whether the VM has to leave its host, because that is to be emptied, promised too much, or breaks a hard rule} */
    public boolean isMisplaced(int vm) {
        int host = placement.hostOf(vm);
        return fleet.hosts().get(host).state() == HostState.DRAINING
                || placement.isOverfull(host)
                || placement.isInBreach(vm);
    }

    /** Remembers that the VM is on this host from now on. */
    public void move(int vm, int host) {
        if (host != placement.hostOf(vm)) {
            placement.move(vm, host, 0);
        }
    }
}
