// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Tenant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The pairs worth a look, in the order of their importance, as comparing all with all is too much for a large fleet: the
 * largest VMs, those that share a host, those of one tenant.
 */
final class CandidatePairs {

    private final Fleet fleet;
    private final int most;
    private final Set<Long> pairs = new LinkedHashSet<>();

    private CandidatePairs(Fleet fleet, int most) {
        this.fleet = fleet;
        this.most = most;
    }

    /** {@return pairs of VM indexes, the smaller in the upper half of each number} */
    static List<Long> of(Fleet fleet, int resource, DependenceSettings settings) {
        CandidatePairs candidates = new CandidatePairs(fleet, settings.mostPairs());
        candidates.addAllOf(candidates.largest(resource, settings.largest()));
        candidates.byHost().forEach(candidates::addAllOf);
        candidates.byTenant().forEach(vms -> candidates.addNeighbors(vms, settings.tenantNeighbors()));
        return List.copyOf(candidates.pairs);
    }

    /** {@return this VM with each other one, as the first of each pair} */
    static List<Long> with(Fleet fleet, int vm) {
        return IntStream.range(0, fleet.vms().size())
                .filter(other -> other != vm)
                .mapToObj(other -> (long) vm << 32 | other)
                .toList();
    }

    static int first(long pair) {
        return (int) (pair >>> 32);
    }

    static int second(long pair) {
        return (int) pair;
    }

    private List<Integer> largest(int resource, int count) {
        return IntStream.range(0, fleet.vms().size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer v) -> -fleet.vms().get(v).allocation().value(resource)))
                .limit(count)
                .toList();
    }

    private List<List<Integer>> byHost() {
        List<List<Integer>> vms = new ArrayList<>();
        fleet.hosts().forEach(host -> vms.add(new ArrayList<>()));
        for (int v = 0; v < fleet.vms().size(); v++) {
            vms.get(fleet.hostIndexOf(v)).add(v);
        }
        return vms;
    }

    private List<List<Integer>> byTenant() {
        Map<Tenant, List<Integer>> vms = new LinkedHashMap<>();
        for (int v = 0; v < fleet.vms().size(); v++) {
            vms.computeIfAbsent(fleet.vms().get(v).tenant(), tenant -> new ArrayList<>())
                    .add(v);
        }
        return List.copyOf(vms.values());
    }

    private void addAllOf(List<Integer> vms) {
        addNeighbors(vms, vms.size());
    }

    private void addNeighbors(List<Integer> vms, int neighbors) {
        for (int i = 0; i < vms.size(); i++) {
            for (int j = i + 1; j < vms.size() && j <= i + neighbors && pairs.size() < most; j++) {
                long one = Math.min(vms.get(i), vms.get(j));
                long other = Math.max(vms.get(i), vms.get(j));
                pairs.add(one << 32 | other);
            }
        }
    }
}
