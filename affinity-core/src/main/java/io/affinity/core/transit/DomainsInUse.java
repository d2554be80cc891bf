// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.transit;

import java.util.HashMap;
import java.util.Map;

/** How many VMs of a group count in each domain, and the violation that follows from the numbers. */
final class DomainsInUse implements TransitRule {

    private final Domains domains;
    private final int most;
    private final boolean isTogether;
    private final Map<Integer, Integer> counts = new HashMap<>();
    private int excess;

    private DomainsInUse(Domains domains, int most, boolean isTogether) {
        this.domains = domains;
        this.most = most;
        this.isTogether = isTogether;
    }

    /** All VMs in one domain: the violation is the number of further domains. */
    static DomainsInUse together(Domains domains) {
        return new DomainsInUse(domains, Integer.MAX_VALUE, true);
    }

    /** At most so many VMs in a domain: the violation is the number of those in excess. */
    static DomainsInUse atMost(Domains domains, int most) {
        return new DomainsInUse(domains, most, false);
    }

    @Override
    public double violation() {
        return isTogether ? Math.max(0, counts.size() - 1) : excess;
    }

    @Override
    public void move(int vm, int[] before, int[] after) {
        int[] left = domains.of(before);
        int[] entered = domains.of(after);
        for (int domain : left) {
            if (!Whereabouts.contains(entered, domain)) {
                leave(domain);
            }
        }
        for (int domain : entered) {
            if (!Whereabouts.contains(left, domain)) {
                enter(domain);
            }
        }
    }

    private void enter(int domain) {
        int count = counts.merge(domain, 1, Integer::sum);
        excess += count > most ? 1 : 0;
    }

    private void leave(int domain) {
        int count = counts.getOrDefault(domain, 0);
        excess -= count > most ? 1 : 0;
        if (count == 1) {
            counts.remove(domain);
        } else {
            counts.put(domain, count - 1);
        }
    }
}
