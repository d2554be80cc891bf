// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.stream.IntStream;

/**
 * How many VMs of one group are on other hosts than in the beginning, for the group of which these are most: the service move cost of the ROADEF/EURO Challenge
 * 2012 (problem statement, section 3.4).
 */
public final class LargestGroupMove implements GroupRule {

    private final int[] members;
    private final int[] groupByMember;
    private final int[] firstHost;
    private final boolean[] hasMoved;
    private final int[] movedByGroup;

    /** How many groups have moved so many VMs. */
    private final int[] groupsByMoved;

    private int largest;

    private LargestGroupMove(int[] members, int[] groupByVm, int groups, int[] initial) {
        this.members = members;
        groupByMember = IntStream.of(members).map(vm -> groupByVm[vm]).toArray();
        firstHost = IntStream.of(members).map(vm -> initial[vm]).toArray();
        hasMoved = new boolean[members.length];
        movedByGroup = new int[groups];
        groupsByMoved = new int[members.length + 1];
        groupsByMoved[0] = groups;
    }

    /**
     * {@return the rule}
     *
     * @param groupByVm a number from 0 to {@code groups - 1}, or -1 for a VM of no group
     * @param initial the host of each VM in the beginning
     */
    public static GroupRule.Beginning of(int[] groupByVm, int groups, int[] initial) {
        int[] members = IntStream.range(0, groupByVm.length)
                .filter(vm -> groupByVm[vm] >= 0)
                .toArray();
        return hostByVm -> {
            LargestGroupMove rule = new LargestGroupMove(members, groupByVm, groups, initial);
            for (int m = 0; m < members.length; m++) {
                rule.move(m, hostByVm[members[m]]);
            }
            return rule;
        };
    }

    @Override
    public double total() {
        return largest;
    }

    @Override
    public double totalIf(int member, int host) {
        boolean moves = host != firstHost[member];
        if (moves == hasMoved[member]) {
            return largest;
        }
        int moved = movedByGroup[groupByMember[member]];
        if (moves) {
            return Math.max(largest, moved + 1);
        }
        return moved == largest && groupsByMoved[moved] == 1 ? largest - 1 : largest;
    }

    @Override
    public void move(int member, int host) {
        boolean moves = host != firstHost[member];
        if (moves != hasMoved[member]) {
            hasMoved[member] = moves;
            count(groupByMember[member], moves ? 1 : -1);
        }
    }

    private void count(int group, int change) {
        groupsByMoved[movedByGroup[group]]--;
        movedByGroup[group] += change;
        groupsByMoved[movedByGroup[group]]++;
        largest = Math.max(largest, movedByGroup[group]);
        while (groupsByMoved[largest] == 0) {
            largest--;
        }
    }

    /** Only who is away can come back, and each by one. */
    @Override
    public double relief(int member) {
        return hasMoved[member] ? 1 : 0;
    }

    @Override
    public int[] members() {
        return members;
    }
}
