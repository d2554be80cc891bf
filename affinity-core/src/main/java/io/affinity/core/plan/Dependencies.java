// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import io.affinity.core.transit.RulesOnTheWay;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which migrations must have succeeded before another one may begin: those of the same VM, and as many of those that have ended as make it
 * safe whatever became of all others. For that, every VM counts on all hosts that it may still be on; those relied upon are taken off, the ones
 * first that left the target or are about the rule in question, until nothing is in the way.
 */
final class Dependencies {

    private final RulesOnTheWay doubtful;
    private final List<Ended> ended = new ArrayList<>();
    private final Map<Integer, List<Ended>> endedByObstacle = new HashMap<>();

    Dependencies(Fleet fleet) {
        doubtful = new RulesOnTheWay(fleet);
    }

    /** A migration that has ended, and of which it is not certain how. */
    private record Ended(int number, int vm, int source) {}

    void begin(Leg leg) {
        doubtful.add(leg.vm(), leg.target());
    }

    void end(PlannedMigration planned, Leg leg) {
        Ended one = new Ended(planned.number(), leg.vm(), leg.source());
        ended.add(one);
        for (int obstacle : doubtful.mendedBy(leg.vm(), leg.source())) {
            endedByObstacle.computeIfAbsent(obstacle, key -> new ArrayList<>()).add(one);
        }
    }

    /** {@return the numbers of those that a migration depends on, which itself is safe if all have succeeded} */
    Set<Integer> of(Leg leg) {
        Set<Integer> needed = new HashSet<>();
        int[] kept = doubtful.hostsOf(leg.vm());
        ended.stream().filter(one -> one.vm() == leg.vm()).forEach(one -> needed.add(one.number()));
        doubtful.set(leg.vm(), leg.source());
        Deque<Ended> reliedUpon = new ArrayDeque<>();
        int obstacle = doubtful.obstacle(leg.vm(), leg.target());
        while (obstacle != RulesOnTheWay.NONE && relyOnOneMore(leg, obstacle, needed, reliedUpon)) {
            obstacle = doubtful.obstacle(leg.vm(), leg.target());
        }
        reliedUpon.forEach(one -> doubtful.add(one.vm(), one.source()));
        doubtful.set(leg.vm(), kept);
        return needed;
    }

    private boolean relyOnOneMore(Leg leg, int obstacle, Set<Integer> needed, Deque<Ended> reliedUpon) {
        List<Ended> concerned = endedByObstacle.getOrDefault(obstacle, List.of());
        Ended one = Stream.of(
                        concerned.stream().filter(each -> each.source() == leg.target()),
                        concerned.stream(),
                        ended.stream())
                .flatMap(each -> each)
                .filter(each -> !needed.contains(each.number()))
                .findFirst()
                .orElse(null);
        if (one == null) {
            return false;
        }
        needed.add(one.number());
        reliedUpon.push(one);
        doubtful.remove(one.vm(), one.source());
        return true;
    }
}
