package io.affinity.core.search;

import io.affinity.spi.placement.TermState;
import java.util.Arrays;
import java.util.BitSet;

/** Hosts run at most so many VMs. Violation: the VMs in excess. */
final class MaxVmsRule implements TermState {

    private final BitSet hosts;
    private final int limit;
    private final int[] hostByVm;
    private final int[] count;
    private double violation;

    MaxVmsRule(BitSet hosts, int limit, int[] hostByVm, int hostCount) {
        this.hosts = hosts;
        this.limit = limit;
        this.hostByVm = new int[hostByVm.length];
        this.count = new int[hostCount];
        Arrays.fill(this.hostByVm, -1);
        for (int vm = 0; vm < hostByVm.length; vm++) {
            move(vm, hostByVm[vm]);
        }
    }

    @Override
    public double total() {
        return violation;
    }

    @Override
    public double totalIf(int vm, int to) {
        int from = hostByVm[vm];
        if (from == to) {
            return violation;
        }
        double relieved = isLimited(from) && count[from] > limit ? 1 : 0;
        double added = isLimited(to) && count[to] >= limit ? 1 : 0;
        return violation - relieved + added;
    }

    @Override
    public void move(int vm, int to) {
        violation = totalIf(vm, to);
        if (hostByVm[vm] >= 0) {
            count[hostByVm[vm]]--;
        }
        if (to >= 0) {
            count[to]++;
        }
        hostByVm[vm] = to;
    }

    private boolean isLimited(int host) {
        return host >= 0 && hosts.get(host);
    }

    @Override
    public boolean concerns(int vm) {
        return true;
    }
}
