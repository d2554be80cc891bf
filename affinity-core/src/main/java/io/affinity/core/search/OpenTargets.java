package io.affinity.core.search;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.placement.PlacementProblem;
import java.util.BitSet;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/**
 * Which hosts a VM may be migrated to as far as their state, bans and allowances go, from the placement that the search is at. Mutable,
 * as migrations use up allowances; belongs to one thread.
 */
final class OpenTargets {

    private final Fleet fleet;
    private final BitSet[] banned;
    private final BitSet closed;
    private final Allowances allowances;

    OpenTargets(PlacementProblem problem) {
        fleet = problem.fleet();
        banned = new BitSet[fleet.vms().size()];
        for (int v = 0; v < banned.length; v++) {
            banned[v] = hosts(
                    problem.bannedTargets().getOrDefault(fleet.vms().get(v).id(), Set.of()));
        }
        closed = hosts(problem.closedHosts());
        allowances = new Allowances(problem);
    }

    private BitSet hosts(Collection<HostId> ids) {
        BitSet set = new BitSet();
        ids.stream().filter(fleet::contains).forEach(id -> set.set(fleet.indexOf(id)));
        return set;
    }

    /** {@return why a VM that is nowhere must not be migrated to this host, or an empty text if it may} */
    String exclusion(int vm, int host) {
        HostState state = fleet.hosts().get(host).state();
        if (state != HostState.AVAILABLE) {
            return "host is " + state.name().toLowerCase(Locale.ROOT);
        }
        if (banned[vm].get(host)) {
            return "banned for now";
        }
        if (closed.get(host)) {
            return "closed for now";
        }
        return allowances.permit(vm, host) ? "" : "migration budget";
    }

    /** {@return whether hosts of one kind are not alike for this VM} */
    boolean tellHostsApart(int vm) {
        return !banned[vm].isEmpty();
    }

    /** {@return a number that hosts share which are open to the same VMs, but for bans} */
    int kindOf(int host) {
        return closed.get(host) ? -1 : allowances.numberOf(host);
    }

    /** Puts a VM that was nowhere on a host. */
    void put(int vm, int host) {
        allowances.put(vm, host);
    }

    /** Takes a VM from its host. */
    void lifted(int vm, int host) {
        allowances.lifted(vm, host);
    }
}
