// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

import java.util.List;

/** How many VMs of each group are not on their first host, and how many of that where they are most. */
final class MovedTally {

    private final int[] movedByGroup;
    private final int[] groupsByMoved;
    private int most;

    /** Begins with none. */
    MovedTally(List<PeerGroup> groups) {
        movedByGroup = new int[groups.size()];
        groupsByMoved = new int
                [2
                        + groups.stream()
                                .mapToInt(group -> group.members().length)
                                .max()
                                .orElse(0)];
        groupsByMoved[0] = groups.size();
    }

    int most() {
        return most;
    }

    /** A VM of a group has left its first host, or come back if the sign is negative. */
    void count(int group, int sign) {
        groupsByMoved[movedByGroup[group]]--;
        movedByGroup[group] += sign;
        groupsByMoved[movedByGroup[group]]++;
        most = Math.max(most, movedByGroup[group]);
        while (most > 0 && groupsByMoved[most] == 0) {
            most--;
        }
    }
}
