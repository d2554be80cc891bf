// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.core.Rebalancer;
import io.affinity.core.dependence.Dependence;
import io.affinity.core.dependence.DependenceSettings;
import io.affinity.core.dependence.OutsideDependence;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which VMs move together, and with which series from outside, as far as a person wants to read of it. Immutable.
 *
 * @param groups the strongest of each resource in turn; each says something that those before do not
 * @param morePairs how many other pairs of VMs move together
 * @param followers the strongest
 * @param moreFollowers how many other VMs move with a series
 */
public record MovesTogether(List<Group> groups, long morePairs, List<Followers> followers, int moreFollowers) {

    /** Of each kind. */
    static final int MOST = 5;

    /** Nothing moves with anything. */
    public static final MovesTogether NOTHING = new MovesTogether(List.of(), 0, List.of(), 0);

    public MovesTogether {
        groups = List.copyOf(groups);
        followers = List.copyOf(followers);
    }

    /** Of several correlations, those that are the closest to zero and the farthest from it. */
    public record Range(double weakest, double strongest) {

        Range with(double correlation) {
            return new Range(
                    Math.abs(correlation) < Math.abs(weakest) ? correlation : weakest,
                    Math.abs(correlation) > Math.abs(strongest) ? correlation : strongest);
        }
    }

    /**
     * VMs each of which moves with each other one.
     *
     * @param vms two, or more of a group that peaks at the same time
     * @param lag by which the second follows the first; not negative
     * @param correlation positive for VMs that peak together, negative for those that take turns
     */
    public record Group(List<VmId> vms, Resource resource, Duration lag, Range correlation) {

        public Group {
            vms = List.copyOf(vms);
        }

        /** {@return how many pairs of VMs that are} */
        long pairs() {
            return vms.size() * (vms.size() - 1L) / 2;
        }
    }

    /**
     * VMs that move with a series from outside.
     *
     * @param vms the strongest first
     * @param lag by which they follow the series; negative where they go ahead
     * @param correlation positive for VMs whose demand rises with the series
     */
    public record Followers(String series, List<VmId> vms, Resource resource, Duration lag, Range correlation) {

        public Followers {
            vms = List.copyOf(vms);
        }
    }

    /**
     * {@return what a control loop knows of it; some seconds for a large fleet}
     *
     * @param resources of the fleet
     */
    public static MovesTogether of(Rebalancer loop, ResourceSet resources) {
        List<Dependence> pairs = new ArrayList<>();
        for (int r = 0; r < resources.size(); r++) {
            pairs.addAll(loop.dependences(resources.get(r), DependenceSettings.DEFAULT));
        }
        return of(pairs, loop.foresight().outside());
    }

    static MovesTogether of(List<Dependence> pairs, List<OutsideDependence> outside) {
        List<Group> groups = inTurns(pairs);
        long shown = groups.stream().mapToLong(Group::pairs).sum();
        List<Followers> followers = MovingFollowers.of(outside);
        return new MovesTogether(
                groups,
                pairs.stream().filter(pair -> pair.correlation() != 0).count() - shown,
                followers.stream().limit(MOST).toList(),
                followers.stream()
                        .skip(MOST)
                        .mapToInt(each -> each.vms().size())
                        .sum());
    }

    /** Of each resource in turn: memory, which is steady, would hide all that is to be said of CPU. */
    private static List<Group> inTurns(List<Dependence> pairs) {
        Map<Resource, List<Dependence>> byResource = new LinkedHashMap<>();
        pairs.forEach(pair -> byResource
                .computeIfAbsent(pair.resource(), none -> new ArrayList<>())
                .add(pair));
        List<List<Group>> groups = byResource.values().stream()
                .map(each -> MovingGroups.of(each, MOST))
                .toList();
        return IntStream.range(0, MOST)
                .boxed()
                .flatMap(i -> groups.stream().filter(each -> i < each.size()).map(each -> each.get(i)))
                .limit(MOST)
                .toList();
    }

    /** {@return whether there is nothing to tell} */
    public boolean isEmpty() {
        return groups.isEmpty() && followers.isEmpty();
    }
}
