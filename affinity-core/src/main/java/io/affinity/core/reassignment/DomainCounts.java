// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * In which domain each member of a group is, and how many are in each. Where the group is small and there are many domains the members are
 * looked through, for a count of every domain for every group would be larger than the fleet. Belongs to one thread.
 */
final class DomainCounts {

    private static final int[] NONE = {};

    /** So many members are looked through as fast as a count is read that is in no cache. */
    private static final int SMALL = 12;

    private static final int FEW_DOMAINS = 64;

    private final int[] members;
    private final int[] domainByHost;
    private final int domains;
    private final int[] domainByMember;
    private final int[] counts;

    DomainCounts(int[] members, int[] domainByHost, int domains, int[] hostByVm) {
        this.members = members;
        this.domainByHost = domainByHost;
        this.domains = domains;
        domainByMember = new int[members.length];
        counts = members.length <= SMALL && domains > FEW_DOMAINS ? NONE : new int[domains];
        for (int m = 0; m < members.length; m++) {
            domainByMember[m] = domainOf(hostByVm[members[m]]);
            if (counts.length > 0 && domainByMember[m] >= 0) {
                counts[domainByMember[m]]++;
            }
        }
    }

    int[] members() {
        return members;
    }

    /** {@return the domain of a host; that of nowhere is none, which is less than 0} */
    int domainOf(int host) {
        return host < 0 ? host : domainByHost[host];
    }

    int domainOfMember(int member) {
        return domainByMember[member];
    }

    /** {@return how many members are in a domain} */
    int in(int domain) {
        if (domain < 0) {
            return 0;
        }
        if (counts.length > 0) {
            return counts[domain];
        }
        int count = 0;
        for (int each : domainByMember) {
            count += each == domain ? 1 : 0;
        }
        return count;
    }

    /** {@return how many domains there are} */
    int domains() {
        return domains;
    }

    /** {@return how many members are somewhere} */
    int running() {
        return (int) IntStream.of(domainByMember).filter(domain -> domain >= 0).count();
    }

    /** {@return how many domains have a member} */
    int inUse() {
        return sum(count -> Math.min(1, count));
    }

    /** {@return by how much a member's move changes how many domains are in use} */
    int changeInUse(int member, int to) {
        int from = domainByMember[member];
        if (from == to) {
            return 0;
        }
        return (to >= 0 && in(to) == 0 ? 1 : 0) - (in(from) == 1 ? 1 : 0);
    }

    /** {@return how many members there are beyond so many in one domain} */
    int beyond(int limit) {
        return sum(count -> Math.max(0, count - limit));
    }

    /** Of all domains; one without a member counts 0. */
    private int sum(IntUnaryOperator ofCount) {
        if (counts.length > 0) {
            return IntStream.of(counts).map(ofCount).sum();
        }
        return IntStream.range(0, domainByMember.length)
                .filter(this::isFirstOfItsDomain)
                .map(member -> ofCount.applyAsInt(in(domainByMember[member])))
                .sum();
    }

    private boolean isFirstOfItsDomain(int member) {
        if (domainByMember[member] < 0) {
            return false;
        }
        for (int m = 0; m < member; m++) {
            if (domainByMember[m] == domainByMember[member]) {
                return false;
            }
        }
        return true;
    }

    void move(int member, int domain) {
        if (counts.length > 0) {
            count(domainByMember[member], -1);
            count(domain, 1);
        }
        domainByMember[member] = domain;
    }

    private void count(int domain, int change) {
        if (domain >= 0) {
            counts[domain] += change;
        }
    }
}
