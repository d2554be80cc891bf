// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the VMs of a group are: how many share a host, are spread over too little, or miss a group that they need. */
final class GroupTally {

    /** What is broken in all groups together, so that it need not be summed up at each move. */
    static final class Broken {

        private long count;

        /** {@return 0 if nothing is broken} */
        long count() {
            return count;
        }
    }

    private final PeerProblem problem;
    private final Broken broken;
    private final int leastLocations;
    private final int[] byHost;
    private final int[] byLocation;
    private final int[] byNeighborhood;
    private final List<GroupTally> needed = new ArrayList<>();
    private final List<GroupTally> neededBy = new ArrayList<>();
    private int locations;

    private GroupTally(PeerProblem problem, PeerGroup group, Broken broken) {
        this.problem = problem;
        this.broken = broken;
        leastLocations = group.members().length == 0 ? 0 : group.leastLocations();
        byHost = new int[problem.loads().hosts()];
        byLocation = new int[1 + largest(problem.location())];
        byNeighborhood = new int[1 + largest(problem.neighborhood())];
        broken.count += leastLocations;
    }

    private static int largest(int[] numbers) {
        return Arrays.stream(numbers).max().orElse(0);
    }

    /** {@return one for each group, of no VM yet} */
    static List<GroupTally> all(PeerProblem problem, Broken broken) {
        List<GroupTally> all = problem.groups().stream()
                .map(group -> new GroupTally(problem, group, broken))
                .toList();
        for (int g = 0; g < all.size(); g++) {
            for (int other : problem.groups().get(g).needs()) {
                if (other != g) {
                    all.get(g).needed.add(all.get(other));
                    all.get(other).neededBy.add(all.get(g));
                }
            }
        }
        return all;
    }

    /** Lets a VM of the group come, or leave if the sign is negative. */
    void count(int host, int sign) {
        byHost[host] += sign;
        boolean isShared = byHost[host] > (sign > 0 ? 1 : 0);
        broken.count += isShared ? sign : 0;
        countLocation(problem.location()[host], sign);
        countNeighborhood(problem.neighborhood()[host], sign);
    }

    private void countLocation(int location, int sign) {
        byLocation[location] += sign;
        if (byLocation[location] == (sign > 0 ? 1 : 0)) {
            broken.count -= Math.max(0, leastLocations - locations);
            locations += sign;
            broken.count += Math.max(0, leastLocations - locations);
        }
    }

    private void countNeighborhood(int neighborhood, int sign) {
        for (GroupTally other : needed) {
            broken.count += other.byNeighborhood[neighborhood] == 0 ? sign : 0;
        }
        byNeighborhood[neighborhood] += sign;
        if (byNeighborhood[neighborhood] == (sign > 0 ? 1 : 0)) {
            for (GroupTally other : neededBy) {
                broken.count -= (long) sign * other.byNeighborhood[neighborhood];
            }
        }
    }
}
