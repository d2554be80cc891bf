// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.transit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * VMs spread over several domains: the violation is the number of those that are missing, where a VM of which it is not certain in which domain it ends
 * counts in whichever leaves fewer. Cost: exponential in the number of such VMs whose domains hold no other, so beyond
 * {@value #MOST_OPEN} of them only the domains of the others count, which may call a start unsafe that is safe.
 */
final class FewestDomains implements TransitRule {

    private static final int MOST_OPEN = 12;

    private final Domains domains;
    private final int wanted;
    private final Map<Integer, Integer> certain = new HashMap<>();
    private final Map<Integer, int[]> open = new LinkedHashMap<>();

    FewestDomains(Domains domains, int wanted) {
        this.domains = domains;
        this.wanted = wanted;
    }

    @Override
    public void move(int vm, int[] before, int[] after) {
        if (before.length > 0) {
            int[] left = domains.of(before);
            if (left.length == 1) {
                certain.computeIfPresent(left[0], (domain, count) -> count == 1 ? null : count - 1);
            } else {
                open.remove(vm);
            }
        }
        int[] entered = domains.of(after);
        if (entered.length == 1) {
            certain.merge(entered[0], 1, Integer::sum);
        } else {
            open.put(vm, entered);
        }
    }

    @Override
    public double violation() {
        int fewest = certain.size();
        if (fewest < wanted && !open.isEmpty()) {
            List<int[]> undecided = open.values().stream()
                    .filter(some -> isElsewhere(some, certain.keySet()))
                    .toList();
            fewest = undecided.size() > MOST_OPEN ? fewest + 1 : fewest(undecided, 0, new HashSet<>(certain.keySet()));
        }
        return Math.max(0, wanted - fewest);
    }

    private static boolean isElsewhere(int[] some, Set<Integer> inUse) {
        for (int domain : some) {
            if (inUse.contains(domain)) {
                return false;
            }
        }
        return true;
    }

    private static int fewest(List<int[]> undecided, int next, Set<Integer> inUse) {
        if (next == undecided.size()) {
            return inUse.size();
        }
        int fewest = Integer.MAX_VALUE;
        for (int domain : undecided.get(next)) {
            boolean isNew = inUse.add(domain);
            fewest = Math.min(fewest, fewest(undecided, next + 1, inUse));
            if (isNew) {
                inUse.remove(domain);
            }
        }
        return fewest;
    }
}
