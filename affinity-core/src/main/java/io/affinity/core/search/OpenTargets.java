// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.MoveCosts;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.placement.PlacementProblem;
import java.util.BitSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which hosts a VM may be migrated to as far as their state and bans go, and what that costs. Immutable and thread-safe. */
final class OpenTargets implements MoveCosts {

    private final Fleet fleet;
    private final double[] migrationCost;
    private final BitSet shut;
    private final BitSet closed;
    private final @Nullable BitSet[] banned;

    OpenTargets(PlacementProblem problem) {
        fleet = problem.fleet();
        int vms = fleet.vms().size();
        migrationCost = new double[vms];
        banned = new BitSet[vms];
        for (int v = 0; v < vms; v++) {
            var vm = fleet.vms().get(v).id();
            boolean isHostHeard = fleet.hosts().get(fleet.hostIndexOf(v)).state() != HostState.UNAVAILABLE;
            migrationCost[v] = isHostHeard ? problem.migrationCosts().getOrDefault(vm, 1.0) : Double.POSITIVE_INFINITY;
            Set<HostId> hosts = problem.bannedTargets().getOrDefault(vm, Set.of());
            banned[v] = hosts.isEmpty() ? null : PresentIndexes.ofHosts(fleet, hosts);
        }
        closed = PresentIndexes.ofHosts(fleet, problem.closedHosts());
        shut = (BitSet) closed.clone();
        for (int h = 0; h < fleet.hosts().size(); h++) {
            if (fleet.hosts().get(h).state() != HostState.AVAILABLE) {
                shut.set(h);
            }
        }
    }

    @Override
    public double of(int vm, int host) {
        return shut.get(host) || isBanned(vm, host) ? Double.POSITIVE_INFINITY : migrationCost[vm];
    }

    private boolean isBanned(int vm, int host) {
        BitSet hosts = banned[vm];
        return hosts != null && hosts.get(host);
    }

    /** {@return whether no VM may be migrated to a host} */
    boolean isShut(int host) {
        return shut.get(host);
    }

    /** {@return whether a VM may be migrated at all} */
    boolean isMovable(int vm) {
        return Double.isFinite(migrationCost[vm]);
    }

    /** {@return why a VM must not be migrated to this host, or an empty text if it may} */
    String exclusion(int vm, int host) {
        HostState state = fleet.hosts().get(host).state();
        if (state != HostState.AVAILABLE) {
            return "host is " + state.name().toLowerCase(Locale.ROOT);
        }
        if (isBanned(vm, host)) {
            return "banned for now";
        }
        return closed.get(host) ? "closed for now" : "";
    }
}
