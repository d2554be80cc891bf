// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/** A group is spread over so many domains at least. Amount: domains that are missing. */
public final class LeastDomains implements GroupRule {

    private final DomainCounts counts;
    private final int wanted;
    private int inUse;

    private LeastDomains(DomainCounts counts, int wanted) {
        this.counts = counts;
        this.wanted = wanted;
    }

    /**
     * {@return the rule}
     *
     * @param members of the group, each once
     * @param domainByHost numbers from 0 to {@code domains - 1}
     * @param wanted how many domains; more than there are members are not missed
     */
    public static GroupRule.Beginning of(int[] members, int[] domainByHost, int domains, int wanted) {
        return hostByVm -> {
            LeastDomains rule = new LeastDomains(
                    new DomainCounts(members, domainByHost, domains, hostByVm), Math.min(wanted, members.length));
            rule.inUse = rule.counts.inUse();
            return rule;
        };
    }

    @Override
    public double total() {
        return Math.max(0, wanted - inUse);
    }

    @Override
    public double totalIf(int member, int host) {
        return Math.max(0, wanted - inUse - counts.changeInUse(member, counts.domainOf(host)));
    }

    @Override
    public void move(int member, int host) {
        int to = counts.domainOf(host);
        inUse += counts.changeInUse(member, to);
        counts.move(member, to);
    }

    @Override
    public double least() {
        return Math.max(0, wanted - counts.domains());
    }

    /** One VM opens one domain. */
    @Override
    public double relief(int member) {
        return 1;
    }

    @Override
    public int[] members() {
        return counts.members();
    }
}
