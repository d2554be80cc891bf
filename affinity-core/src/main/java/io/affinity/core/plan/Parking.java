// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import io.affinity.core.transit.RulesOnTheWay;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where VMs stop over, so that others that wait for their room can begin: on the host that fewest others want and that has least to do. A host that was asked in vain is
 * asked again only once something has left it.
 */
final class Parking {

    private final Fleet fleet;
    private final RulesOnTheWay now;
    private final Slots slots;
    private final DemandOnTheWay demand;
    private final BiPredicate<VmId, HostId> mayPark;
    private final int[] wanted;
    private final int[] all;
    private final List<Integer> changed = new ArrayList<>();
    private final Map<Integer, Integer> askedUntil = new HashMap<>();
    private final Set<Integer> parked = new HashSet<>();

    /** @param wanted how many that have not ended have each host as their target */
    Parking(
            Fleet fleet,
            RulesOnTheWay now,
            Slots slots,
            DemandOnTheWay demand,
            BiPredicate<VmId, HostId> mayPark,
            int[] wanted) {
        this.fleet = fleet;
        this.now = now;
        this.slots = slots;
        this.demand = demand;
        this.mayPark = mayPark;
        this.wanted = wanted;
        all = IntStream.range(0, fleet.hosts().size())
                .filter(host -> fleet.hosts().get(host).state() == HostState.AVAILABLE)
                .toArray();
    }

    /** A migration has ended: its hosts may have room again. */
    void end(Leg leg) {
        changed.add(leg.source());
        changed.add(leg.target());
    }

    /**
     * {@return the way to a third host at this moment; null if there is none, or the VM has stopped over already}
     *
     * @param isLastResort whether hosts come into question that others are to go to, whose way that may block
     */
    @Nullable
    Leg stopover(Leg leg, Duration from, boolean isLastResort) {
        if (parked.contains(leg.vm())) {
            return null;
        }
        Integer asked = askedUntil.put(leg.vm(), changed.size());
        boolean isAllNew = asked == null || isLastResort || changed.size() - asked > all.length;
        int[] hosts = isAllNew
                ? all
                : changed.subList(asked, changed.size()).stream()
                        .mapToInt(Integer::intValue)
                        .filter(host -> fleet.hosts().get(host).state() == HostState.AVAILABLE)
                        .toArray();
        Leg best = null;
        for (int host : hosts) {
            if ((wanted[host] == 0 || isLastResort) && (best == null || load(host) < load(best.target()))) {
                best = isPossible(leg, host, from) ? leg.to(host) : best;
            }
        }
        if (best != null) {
            parked.add(leg.vm());
        }
        return best;
    }

    private long load(int host) {
        return (long) wanted[host] << Integer.SIZE | slots.takenOf(host);
    }

    private boolean isPossible(Leg leg, int host, Duration from) {
        VmId vm = fleet.vms().get(leg.vm()).id();
        return !leg.touches(host)
                && now.hasRoom(leg.vm(), host)
                && slots.obstacle(leg.to(host)) == null
                && mayPark.test(vm, fleet.hosts().get(host).id())
                && now.obstacle(leg.vm(), host) == RulesOnTheWay.NONE
                && !demand.isTooMuch(
                        leg.vm(), host, from, from.plus(leg.estimate().elapsed()));
    }
}
