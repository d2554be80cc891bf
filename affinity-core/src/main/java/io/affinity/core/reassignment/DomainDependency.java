// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.stream.IntStream;

/**
 * Where a VM of one group runs, one of another runs in the same domain: the dependency of the ROADEF/EURO Challenge 2012 (problem
 * statement, section 2.5). Amount: VMs that run and miss the other group. A VM is in one of the two groups, not in both.
 */
public final class DomainDependency implements GroupRule {

    private final DomainCounts dependent;
    private final DomainCounts needed;
    private final int[] members;
    private int missing;

    private DomainDependency(DomainCounts dependent, DomainCounts needed) {
        this.dependent = dependent;
        this.needed = needed;
        members = IntStream.concat(IntStream.of(dependent.members()), IntStream.of(needed.members()))
                .toArray();
    }

    /**
     * {@return the rule}
     *
     * @param dependent VMs that need one of the others
     * @param needed the others
     * @param domainByHost numbers from 0 to {@code domains - 1}
     */
    public static GroupRule.Beginning of(int[] dependent, int[] needed, int[] domainByHost, int domains) {
        return hostByVm -> {
            DomainDependency rule = new DomainDependency(
                    new DomainCounts(dependent, domainByHost, domains, hostByVm),
                    new DomainCounts(needed, domainByHost, domains, hostByVm));
            for (int m = 0; m < dependent.length; m++) {
                rule.missing += rule.missingIn(rule.dependent.domainOfMember(m));
            }
            return rule;
        };
    }

    @Override
    public double total() {
        return missing;
    }

    @Override
    public double totalIf(int member, int host) {
        return missing + change(member, dependent.domainOf(host));
    }

    private int change(int member, int to) {
        int first = member - dependent.members().length;
        if (first < 0) {
            int from = dependent.domainOfMember(member);
            return from == to ? 0 : missingIn(to) - missingIn(from);
        }
        int from = needed.domainOfMember(first);
        if (from == to) {
            return 0;
        }
        int left = needed.in(from) == 1 ? dependent.in(from) : 0;
        return left - (needed.in(to) == 0 ? dependent.in(to) : 0);
    }

    /** {@return how many are missing because one that depends is in a domain; none where it does not run} */
    private int missingIn(int domain) {
        return domain >= 0 && needed.in(domain) == 0 ? 1 : 0;
    }

    @Override
    public void move(int member, int host) {
        int to = dependent.domainOf(host);
        missing += change(member, to);
        int first = member - dependent.members().length;
        if (first < 0) {
            dependent.move(member, to);
        } else {
            needed.move(first, to);
        }
    }

    @Override
    public int[] members() {
        return members;
    }
}
