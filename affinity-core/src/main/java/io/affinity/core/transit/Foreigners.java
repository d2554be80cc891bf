// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.transit;

import java.util.BitSet;

/**
 * A tenant's domains to itself: the violation is the number of VMs of others that take room in a domain where the tenant does. Cost: nothing to speak of, but
 * for the first VM of the tenant in a domain and the last, a look at all VMs there.
 */
final class Foreigners implements TransitRule {

    private final Whereabouts where;
    private final Domains domains;
    private final int[][] hostsByDomain;
    private final BitSet own;
    private final int[] ownByDomain;
    private final BitSet foreigners = new BitSet();

    /** @param own the VMs of the tenant */
    Foreigners(Whereabouts where, Domains domains, int[][] hostsByDomain, BitSet own) {
        this.where = where;
        this.domains = domains;
        this.hostsByDomain = hostsByDomain;
        this.own = own;
        ownByDomain = new int[domains.count()];
        own.stream().forEach(vm -> {
            for (int domain : domains.of(where.hostsOf(vm))) {
                ownByDomain[domain]++;
            }
        });
        for (int domain = 0; domain < ownByDomain.length; domain++) {
            if (ownByDomain[domain] > 0) {
                judgeAll(domain);
            }
        }
    }

    @Override
    public double violation() {
        return foreigners.cardinality();
    }

    @Override
    public void move(int vm, int[] before, int[] after) {
        if (!own.get(vm)) {
            judge(vm);
            return;
        }
        int[] left = domains.of(before);
        int[] entered = domains.of(after);
        for (int domain : left) {
            if (!Whereabouts.contains(entered, domain) && --ownByDomain[domain] == 0) {
                judgeAll(domain);
            }
        }
        for (int domain : entered) {
            if (!Whereabouts.contains(left, domain) && ownByDomain[domain]++ == 0) {
                judgeAll(domain);
            }
        }
    }

    private void judgeAll(int domain) {
        for (int host : hostsByDomain[domain]) {
            for (int i = 0; i < where.vmsOn(host); i++) {
                int vm = where.vmOn(host, i);
                if (!own.get(vm)) {
                    judge(vm);
                }
            }
        }
    }

    private void judge(int vm) {
        boolean isThere = false;
        for (int host : where.hostsOf(vm)) {
            isThere |= ownByDomain[domains.of(host)] > 0;
        }
        foreigners.set(vm, isThere);
    }
}
