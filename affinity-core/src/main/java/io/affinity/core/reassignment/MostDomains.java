// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/** A group is in so many domains at most; one means that all are together. Amount: domains that are too many. */
public final class MostDomains implements GroupRule {

    private final DomainCounts counts;
    private final int limit;
    private int inUse;

    private MostDomains(DomainCounts counts, int limit) {
        this.counts = counts;
        this.limit = limit;
        inUse = counts.inUse();
    }

    /**
     * {@return the rule}
     *
     * @param members of the group, each once
     * @param domainByHost numbers from 0 to {@code domains - 1}
     * @param limit at least 1
     */
    public static GroupRule.Beginning of(int[] members, int[] domainByHost, int domains, int limit) {
        return hostByVm -> new MostDomains(new DomainCounts(members, domainByHost, domains, hostByVm), limit);
    }

    @Override
    public double total() {
        return Math.max(0, inUse - limit);
    }

    @Override
    public double totalIf(int member, int host) {
        return Math.max(0, inUse + counts.changeInUse(member, counts.domainOf(host)) - limit);
    }

    @Override
    public void move(int member, int host) {
        int to = counts.domainOf(host);
        inUse += counts.changeInUse(member, to);
        counts.move(member, to);
    }

    /** A domain is left when all of its members have left, so each of them does its part. */
    @Override
    public double relief(int member) {
        int here = counts.in(counts.domainOfMember(member));
        return here > 0 ? 1.0 / here : 0;
    }

    @Override
    public int[] members() {
        return counts.members();
    }
}
