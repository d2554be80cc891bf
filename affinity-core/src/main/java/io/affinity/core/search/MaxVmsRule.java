// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.GroupRule;
import java.util.BitSet;

/** Hosts run at most so many VMs. Violation: the VMs in excess. */
final class MaxVmsRule implements GroupRule {

    private final BitSet hosts;
    private final int limit;
    private final int[] everyVm;
    private final int[] hostByVm;
    private final int[] count;
    private int excess;

    private MaxVmsRule(BitSet hosts, int limit, int[] everyVm, int[] hostByVm) {
        this.hosts = hosts;
        this.limit = limit;
        this.everyVm = everyVm;
        this.hostByVm = hostByVm.clone();
        count = new int[hosts.length()];
        for (int host : hostByVm) {
            if (isAbout(host)) {
                count[host]++;
            }
        }
        excess = hosts.stream().map(host -> Math.max(0, count[host] - limit)).sum();
    }

    static GroupRule.Beginning of(BitSet hosts, int limit, int[] everyVm) {
        return hostByVm -> new MaxVmsRule(hosts, limit, everyVm, hostByVm);
    }

    @Override
    public double total() {
        return excess;
    }

    @Override
    public double totalIf(int vm, int to) {
        int from = hostByVm[vm];
        if (from == to) {
            return excess;
        }
        int relieved = isAbout(from) && count[from] > limit ? 1 : 0;
        int added = isAbout(to) && count[to] >= limit ? 1 : 0;
        return excess - relieved + added;
    }

    @Override
    public void move(int vm, int to) {
        excess = (int) totalIf(vm, to);
        int from = hostByVm[vm];
        if (isAbout(from)) {
            count[from]--;
        }
        if (isAbout(to)) {
            count[to]++;
        }
        hostByVm[vm] = to;
    }

    /** What is too many on a host falls by those that leave it, and grows by those that come. */
    @Override
    public double relief(int vm) {
        return isAbout(hostByVm[vm]) && count[hostByVm[vm]] > limit ? 1 : 0;
    }

    @Override
    public boolean isAbout(int host) {
        return host >= 0 && hosts.get(host);
    }

    @Override
    public int[] members() {
        return everyVm;
    }
}
