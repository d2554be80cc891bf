// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.GroupRule;
import java.util.Arrays;
import java.util.BitSet;

/** A tenant shares its domains with nobody. Violation: VMs of others in domains where the tenant has a VM. */
final class TenancyRule implements GroupRule {

    private final BitSet own;
    private final int[] everyVm;
    private final int[] domainByHost;
    private final int[] domainByVm;
    private final int[] ownCount;
    private final int[] otherCount;
    private double violation;

    private TenancyRule(BitSet own, int[] everyVm, int[] domainByHost, int[] hostByVm) {
        this.own = own;
        this.everyVm = everyVm;
        this.domainByHost = domainByHost;
        this.domainByVm = new int[hostByVm.length];
        this.ownCount = new int[domainByHost.length];
        this.otherCount = new int[domainByHost.length];
        Arrays.fill(domainByVm, -1);
        for (int vm = 0; vm < hostByVm.length; vm++) {
            move(vm, hostByVm[vm]);
        }
    }

    static GroupRule.Beginning of(BitSet own, int[] everyVm, int[] domainByHost) {
        return hostByVm -> new TenancyRule(own, everyVm, domainByHost, hostByVm);
    }

    @Override
    public double total() {
        return violation;
    }

    @Override
    public double totalIf(int vm, int to) {
        int from = domainByVm[vm];
        int target = to < 0 ? -1 : domainByHost[to];
        return from == target ? violation : violation + change(vm, from, -1) + change(vm, target, 1);
    }

    @Override
    public void move(int vm, int to) {
        violation = totalIf(vm, to);
        count(vm, domainByVm[vm], -1);
        domainByVm[vm] = to < 0 ? -1 : domainByHost[to];
        count(vm, domainByVm[vm], 1);
    }

    private double change(int vm, int domain, int by) {
        if (domain < 0) {
            return 0;
        }
        int ownAfter = ownCount[domain] + (own.get(vm) ? by : 0);
        int otherAfter = otherCount[domain] + (own.get(vm) ? 0 : by);
        return violation(ownAfter, otherAfter) - violation(ownCount[domain], otherCount[domain]);
    }

    private static double violation(int own, int others) {
        return own > 0 ? others : 0;
    }

    private void count(int vm, int domain, int by) {
        if (domain >= 0) {
            int[] counts = own.get(vm) ? ownCount : otherCount;
            counts[domain] += by;
        }
    }

    /** Others leave one by one; or all of the tenant's leave, which frees all others at once, so that each of them does its part. */
    @Override
    public double relief(int vm) {
        int domain = domainByVm[vm];
        if (domain < 0 || ownCount[domain] == 0) {
            return 0;
        }
        return own.get(vm) ? (double) otherCount[domain] / ownCount[domain] : 1;
    }

    @Override
    public int[] members() {
        return everyVm;
    }
}
