// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/** At most so many VMs of a group in one domain; one means that all are apart. Amount: VMs that are too many. */
public final class MostInDomain implements GroupRule {

    private final DomainCounts counts;
    private final int limit;
    private int excess;

    private MostInDomain(DomainCounts counts, int limit) {
        this.counts = counts;
        this.limit = limit;
    }

    /**
     * {@return the rule}
     *
     * @param members of the group, each once
     * @param domainByHost numbers from 0 to {@code domains - 1}
     * @param limit at least 0
     */
    public static GroupRule.Beginning of(int[] members, int[] domainByHost, int domains, int limit) {
        return hostByVm -> {
            MostInDomain rule = new MostInDomain(new DomainCounts(members, domainByHost, domains, hostByVm), limit);
            rule.excess = rule.counts.beyond(limit);
            return rule;
        };
    }

    @Override
    public double total() {
        return excess;
    }

    @Override
    public double totalIf(int member, int host) {
        return excess + change(counts.domainOfMember(member), counts.domainOf(host));
    }

    private int change(int from, int to) {
        if (from == to) {
            return 0;
        }
        int change = to >= 0 && counts.in(to) >= limit ? 1 : 0;
        return excess > 0 && counts.in(from) > limit ? change - 1 : change;
    }

    @Override
    public void move(int member, int host) {
        int from = counts.domainOfMember(member);
        int to = counts.domainOf(host);
        excess += change(from, to);
        counts.move(member, to);
    }

    /** More pigeons than holes. */
    @Override
    public double least() {
        return Math.max(0, counts.running() - (long) limit * counts.domains());
    }

    /** What is too many in a domain falls by those that leave it, and grows by those that come. */
    @Override
    public double relief(int member) {
        return counts.in(counts.domainOfMember(member)) > limit ? 1 : 0;
    }

    @Override
    public int[] members() {
        return counts.members();
    }
}
