// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.GroupRule;
import io.affinity.spi.model.Fleet;
import java.util.stream.IntStream;

/** VMs within a distance of each other. Violation: pairs that are farther apart; a question takes time of the group. */
final class ProximityRule implements GroupRule {

    private final Fleet fleet;
    private final int[] members;
    private final int maxDistance;
    private final int[] hostByMember;
    private int farPairs;

    private ProximityRule(Fleet fleet, int[] members, int maxDistance, int[] hostByMember) {
        this.fleet = fleet;
        this.members = members;
        this.maxDistance = maxDistance;
        this.hostByMember = hostByMember;
        farPairs = IntStream.range(0, members.length)
                        .map(member -> farPairs(member, hostByMember[member]))
                        .sum()
                / 2;
    }

    static GroupRule.Beginning of(Fleet fleet, int[] members, int maxDistance) {
        return hostByVm -> new ProximityRule(
                fleet,
                members,
                maxDistance,
                IntStream.of(members).map(vm -> hostByVm[vm]).toArray());
    }

    @Override
    public double total() {
        return farPairs;
    }

    @Override
    public double totalIf(int member, int to) {
        return farPairs - farPairs(member, hostByMember[member]) + farPairs(member, to);
    }

    @Override
    public void move(int member, int to) {
        farPairs = (int) totalIf(member, to);
        hostByMember[member] = to;
    }

    private int farPairs(int member, int host) {
        int far = 0;
        for (int other = 0; host >= 0 && other < members.length; other++) {
            int otherHost = hostByMember[other];
            if (other != member && otherHost >= 0 && otherHost != host) {
                int distance = fleet.topology()
                        .distance(fleet.hosts().get(host), fleet.hosts().get(otherHost));
                far += distance > maxDistance ? 1 : 0;
            }
        }
        return far;
    }

    /** A far pair stays one if neither of the two leaves. */
    @Override
    public double relief(int member) {
        return farPairs(member, hostByMember[member]);
    }

    @Override
    public int[] members() {
        return members;
    }
}
