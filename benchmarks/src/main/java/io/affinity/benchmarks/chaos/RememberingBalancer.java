// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import io.affinity.benchmarks.chaos.world.World;
import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.Decision;
import io.affinity.core.balancing.Situation;
import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lets another one decide, and sees to it that what was once known of a VM is known until it is too old, also of one that was overlooked
 * for a while. Not thread-safe.
 */
final class RememberingBalancer implements Balancer {

    /** For how many steps a VM may be overlooked, as it is promised. */
    private static final long GRACE = 12;

    /** Older than this need not be compared: what is lost is lost at once. */
    private static final long COMPARED = 24;

    private final Balancer balancer;
    private final World world;
    private final Map<VmId, TreeMap<Long, Double>> known = new HashMap<>();
    private final Map<VmId, Long> seen = new HashMap<>();
    private long last;

    RememberingBalancer(Balancer balancer, World world) {
        this.balancer = balancer;
        this.world = world;
    }

    @Override
    public Decision decide(Situation situation) {
        DemandHistory history = situation.history();
        long now = history.slot();
        if (now != last + 1) {
            // Time has jumped, or may have done so there and back while nothing was decided, or somebody else decided.
            known.clear();
            seen.clear();
        }
        last = now;
        compare(situation.fleet(), history);
        return balancer.decide(situation);
    }

    private void compare(Fleet fleet, DemandHistory history) {
        long now = history.slot();
        for (Vm vm : fleet.vms()) {
            TreeMap<Long, Double> own = known.computeIfAbsent(vm.id(), unknown -> new TreeMap<>());
            if (now - seen.getOrDefault(vm.id(), now) > GRACE) {
                own.clear();
            }
            own.headMap(now - COMPARED).clear();
            own.forEach((slot, value) -> {
                if (history.at(vm.id(), 0, slot) != value) {
                    world.witness()
                            .violated("of VM " + vm.id() + " " + value + " was known " + (now - slot)
                                    + " steps ago, and is forgotten");
                }
            });
            double latest = history.latest(vm.id(), 0);
            if (!Double.isNaN(latest)) {
                own.put(now, latest);
            }
            seen.put(vm.id(), now);
        }
    }
}
