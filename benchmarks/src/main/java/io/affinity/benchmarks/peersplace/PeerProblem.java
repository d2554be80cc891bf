// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

import java.util.List;

/**
 * A problem as the peer's model sees it, which has room for both kinds of files.
 *
 * @param initial the host of each VM in the beginning
 * @param location of each host, from 0 on
 * @param neighborhood of each host, from 0 on
 * @param groupMoveWeight what it costs for each VM that has moved of the group of which most have
 */
record PeerProblem(
        PeerLoads loads,
        int[] initial,
        int[] location,
        int[] neighborhood,
        List<PeerGroup> groups,
        long groupMoveWeight,
        MoveCost moveCosts,
        Fence fence) {

    /** What it costs that a VM ends on another host than its first. */
    interface MoveCost {

        long of(int vm, int host);
    }

    /** Where a VM may be. */
    interface Fence {

        boolean allows(int vm, int host);
    }
}
