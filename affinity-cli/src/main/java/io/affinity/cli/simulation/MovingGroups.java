package io.affinity.cli.simulation;

import io.affinity.cli.simulation.MovesTogether.Group;
import io.affinity.cli.simulation.MovesTogether.Range;
import io.affinity.core.dependence.Dependence;
import io.affinity.spi.model.Resource;
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

    private record Member(VmId vm, Resource resource) {}

    /** Two groups, the smaller number first. */
    private record Bridge(int one, int other) {
        static Bridge of(int one, int other) {
            return new Bridge(Math.min(one, other), Math.max(one, other));
        }
    }

    private final Map<Member, Map<Member, Double>> atOnce = new HashMap<>();
    private final Map<Member, Integer> shownIn = new HashMap<>();
    private final Set<Bridge> bridges = new HashSet<>();
    private final List<Group> groups = new ArrayList<>();
    private long morePairs;

    private MovingGroups() {}

    /** @param most groups at most */
    static MovingGroups of(List<Dependence> pairs, int most) {
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
        made.morePairs = strongest.size()
                - made.groups.stream()
                        .mapToLong(group -> group.vms().size() * (group.vms().size() - 1L) / 2)
                        .sum();
        return made;
    }

    List<Group> groups() {
        return groups;
    }

    /** {@return how many pairs are in no group} */
    long morePairs() {
        return morePairs;
    }

    private static boolean isAtOnce(Dependence pair) {
        return pair.isCoinciding() && pair.lag().isZero();
    }

    private static Member first(Dependence pair) {
        return new Member(pair.vm(), pair.resource());
    }

    private static Member second(Dependence pair) {
        return new Member(pair.other(), pair.resource());
    }

    /** Whoever is connected first is so the strongest. */
    private void connect(Dependence pair) {
        atOnce.computeIfAbsent(first(pair), none -> new LinkedHashMap<>()).put(second(pair), pair.correlation());
        atOnce.computeIfAbsent(second(pair), none -> new LinkedHashMap<>()).put(first(pair), pair.correlation());
    }

    private boolean isNews(Dependence pair) {
        Integer one = shownIn.get(first(pair));
        Integer other = shownIn.get(second(pair));
        return one == null || other == null || (!one.equals(other) && !bridges.contains(Bridge.of(one, other)));
    }

    private void show(Dependence pair) {
        int number = groups.size();
        Integer one = shownIn.get(first(pair));
        Integer other = shownIn.get(second(pair));
        bridge(one, number);
        bridge(other, number);
        bridge(one, other);
        boolean isAhead = pair.lag().isNegative();
        List<Member> members = new ArrayList<>();
        members.add(isAhead ? second(pair) : first(pair));
        members.add(isAhead ? first(pair) : second(pair));
        Range correlation = new Range(pair.correlation(), pair.correlation());
        if (isAtOnce(pair)) {
            correlation = grow(members, correlation);
        }
        members.forEach(member -> shownIn.putIfAbsent(member, number));
        groups.add(new Group(
                members.stream().map(Member::vm).toList(),
                pair.resource(),
                pair.lag().abs(),
                correlation));
    }

    private void bridge(@Nullable Integer one, @Nullable Integer other) {
        if (one != null && other != null) {
            bridges.add(Bridge.of(one, other));
        }
    }

    private Range grow(List<Member> members, Range correlation) {
        Range grown = correlation;
        for (Member candidate : atOnce.getOrDefault(members.get(0), Map.of()).keySet()) {
            Map<Member, Double> others = atOnce.getOrDefault(candidate, Map.of());
            if (!shownIn.containsKey(candidate) && others.keySet().containsAll(members)) {
                for (Member member : members) {
                    grown = grown.with(others.getOrDefault(member, 0.0));
                }
                members.add(candidate);
            }
        }
        return grown;
    }
}
