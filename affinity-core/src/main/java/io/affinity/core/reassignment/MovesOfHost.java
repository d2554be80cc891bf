// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.stream.IntStream;

/** So many VMs may have left a host or come to it. Amount: those that are too many. */
public final class MovesOfHost implements GroupRule {

    private final int host;
    private final CountedMembers moves;

    private MovesOfHost(int host, CountedMembers moves) {
        this.host = host;
        this.moves = moves;
    }

    /**
     * {@return the rule}
     *
     * @param initial the host of each VM in the beginning; those that were {@link GroupRule#NOWHERE} never count
     * @param limit at least 0
     */
    public static GroupRule.Beginning of(int[] initial, int host, int limit) {
        int[] everyVm = IntStream.range(0, initial.length).toArray();
        CountedMembers.Where where =
                (vm, to) -> initial[vm] != NOWHERE && to != initial[vm] && (to == host || initial[vm] == host);
        return hostByVm -> new MovesOfHost(host, new CountedMembers(everyVm, limit, false, where, hostByVm));
    }

    @Override
    public double total() {
        return moves.total();
    }

    @Override
    public double totalIf(int vm, int to) {
        return moves.totalIf(vm, to);
    }

    @Override
    public void move(int vm, int to) {
        moves.move(vm, to);
    }

    @Override
    public double relief(int vm) {
        return moves.relief(vm);
    }

    @Override
    public boolean isAbout(int other) {
        return other == host;
    }

    @Override
    public int[] members() {
        return moves.members();
    }
}
