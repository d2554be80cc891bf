package io.affinity.core.reassignment;

import java.util.BitSet;
import java.util.stream.IntStream;

/** So many VMs of a group may be on other hosts than in the beginning. Amount: those that are too many. */
public final class MovesOfVms implements GroupRule {

    private final int[] members;
    private final int[] initial;
    private final int limit;
    private final BitSet moved = new BitSet();
    private int count;

    private MovesOfVms(int[] members, int[] initial, int limit) {
        this.members = members;
        this.initial = initial;
        this.limit = limit;
    }

    /**
     * {@return the rule}
     *
     * @param members each once
     * @param initial the host of each VM in the beginning
     * @param limit at least 0
     */
    public static GroupRule.Beginning of(int[] members, int[] initial, int limit) {
        int[] firstHost = IntStream.of(members).map(vm -> initial[vm]).toArray();
        return hostByVm -> {
            MovesOfVms rule = new MovesOfVms(members, firstHost, limit);
            for (int m = 0; m < members.length; m++) {
                rule.move(m, hostByVm[members[m]]);
            }
            return rule;
        };
    }

    @Override
    public double total() {
        return Math.max(0, count - limit);
    }

    @Override
    public double totalIf(int member, int host) {
        int change = (host == initial[member] ? 0 : 1) - (moved.get(member) ? 1 : 0);
        return Math.max(0, count + change - limit);
    }

    @Override
    public void move(int member, int host) {
        count -= moved.get(member) ? 1 : 0;
        moved.set(member, host != initial[member]);
        count += moved.get(member) ? 1 : 0;
    }

    @Override
    public int[] members() {
        return members;
    }
}
