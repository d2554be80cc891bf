package io.affinity.core.reassignment;

import java.util.BitSet;
import java.util.stream.IntStream;

/** So many VMs may have left a host or come to it. Amount: those that are too many. */
public final class MovesOfHost implements GroupRule {

    private final int[] everyVm;
    private final int[] initial;
    private final int host;
    private final int limit;
    private final BitSet counted = new BitSet();
    private int count;

    private MovesOfHost(int[] initial, int host, int limit) {
        everyVm = IntStream.range(0, initial.length).toArray();
        this.initial = initial;
        this.host = host;
        this.limit = limit;
    }

    /**
     * {@return the rule}
     *
     * @param initial the host of each VM in the beginning
     * @param limit at least 0
     */
    public static GroupRule.Beginning of(int[] initial, int host, int limit) {
        return hostByVm -> {
            MovesOfHost rule = new MovesOfHost(initial, host, limit);
            for (int vm = 0; vm < initial.length; vm++) {
                rule.move(vm, hostByVm[vm]);
            }
            return rule;
        };
    }

    @Override
    public double total() {
        return Math.max(0, count - limit);
    }

    @Override
    public double totalIf(int vm, int to) {
        int change = (isCounted(vm, to) ? 1 : 0) - (counted.get(vm) ? 1 : 0);
        return Math.max(0, count + change - limit);
    }

    private boolean isCounted(int vm, int to) {
        return to != initial[vm] && (to == host || initial[vm] == host);
    }

    @Override
    public void move(int vm, int to) {
        count -= counted.get(vm) ? 1 : 0;
        counted.set(vm, isCounted(vm, to));
        count += counted.get(vm) ? 1 : 0;
    }

    @Override
    public boolean isAbout(int other) {
        return other == host;
    }

    @Override
    public int[] members() {
        return everyVm;
    }
}
