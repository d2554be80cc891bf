// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.simulation.MovesTogether.Group;
import io.affinity.cli.simulation.MovesTogether.Range;
import io.affinity.core.dependence.Dependence;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes few groups of many pairs: ten VMs that peak together are one group, and not the 45 pairs that would hide all else. From the
 * strongest pair on, a group takes in whoever peaks at the same time as all of its members. Two groups are named beside each other once.
 */
final class MovingGroups {

    private static final Comparator<Dependence> STRONGEST = Comparator.comparingDouble(
                    (Dependence it) -> -Math.abs(it.correlation()))
            .thenComparingDouble(Dependence::pValue)
            .thenComparing(it -> it.vm().value())
            .thenComparing(it -> it.other().value());

    /** Two groups, the smaller number first. */
    private record Bridge(int one, int other) {
        static Bridge of(int one, int other) {
            return new Bridge(Math.min(one, other), Math.max(one, other));
        }
    }

    private final Map<VmId, Map<VmId, Double>> atOnce = new HashMap<>();
    private final Map<VmId, Integer> shownIn = new HashMap<>();
    private final Set<Bridge> bridges = new HashSet<>();
    private final List<Group> groups = new ArrayList<>();

    private MovingGroups() {}

    /**
     * {@return the groups, the strongest first}
     *
     * @param pairs of one resource
     * @param most how many at most
     */
    static List<Group> of(List<Dependence> pairs, int most) {
        List<Dependence> strongest = pairs.stream()
                .filter(pair -> pair.correlation() != 0)
                .sorted(STRONGEST)
                .toList();
        MovingGroups made = new MovingGroups();
        strongest.stream().filter(MovingGroups::isAtOnce).forEach(made::connect);
        for (Dependence pair : strongest) {
            if (made.groups.size() < most && made.isNews(pair)) {
                made.show(pair);
            }
        }
        return made.groups;
    }

    private static boolean isAtOnce(Dependence pair) {
        return pair.isCoinciding() && pair.lag().isZero();
    }

    /** Whoever is connected first is so the strongest. */
    private void connect(Dependence pair) {
        atOnce.computeIfAbsent(pair.vm(), none -> new LinkedHashMap<>()).put(pair.other(), pair.correlation());
        atOnce.computeIfAbsent(pair.other(), none -> new LinkedHashMap<>()).put(pair.vm(), pair.correlation());
    }

    private boolean isNews(Dependence pair) {
        Integer one = shownIn.get(pair.vm());
        Integer other = shownIn.get(pair.other());
        return one == null || other == null || (!one.equals(other) && !bridges.contains(Bridge.of(one, other)));
    }

    private void show(Dependence pair) {
        int number = groups.size();
        Integer one = shownIn.get(pair.vm());
        Integer other = shownIn.get(pair.other());
        bridge(one, number);
        bridge(other, number);
        bridge(one, other);
        boolean isAhead = pair.lag().isNegative();
        List<VmId> members = new ArrayList<>();
        members.add(isAhead ? pair.other() : pair.vm());
        members.add(isAhead ? pair.vm() : pair.other());
        Range correlation = new Range(pair.correlation(), pair.correlation());
        if (isAtOnce(pair)) {
            correlation = grow(members, correlation);
        }
        members.forEach(member -> shownIn.putIfAbsent(member, number));
        groups.add(new Group(members, pair.resource(), pair.lag().abs(), correlation));
    }

    private void bridge(@Nullable Integer one, @Nullable Integer other) {
        if (one != null && other != null) {
            bridges.add(Bridge.of(one, other));
        }
    }

    private Range grow(List<VmId> members, Range correlation) {
        Range grown = correlation;
        for (VmId candidate : atOnce.getOrDefault(members.get(0), Map.of()).keySet()) {
            Map<VmId, Double> others = atOnce.getOrDefault(candidate, Map.of());
            if (!shownIn.containsKey(candidate) && others.keySet().containsAll(members)) {
                for (VmId member : members) {
                    grown = grown.with(others.getOrDefault(member, 0.0));
                }
                members.add(candidate);
            }
        }
        return grown;
    }
}
