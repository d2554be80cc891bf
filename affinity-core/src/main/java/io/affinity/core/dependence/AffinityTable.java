// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Dynamic affinities: what dependences mean for who should share a group of hosts, until a certain time. VMs that peak together
 * repel each other, VMs that take turns attract each other. Immutable and thread-safe.
 *
 * <p>The weight of a VM for a group is {@code - sum of correlation x deviation of the other / own deviation} over the dependent
 * VMs that run there: the negative slope of their demand on this VM's.
 */
public final class AffinityTable {

    /** Nothing depends on anything. */
    public static final AffinityTable EMPTY = new AffinityTable(List.of(), Map.of(), Instant.MAX);

    private final List<Dependence> dependences;
    private final Map<VmId, Map<String, AffinityWeight>> byVm;
    private final Instant validUntil;

    private AffinityTable(
            List<Dependence> dependences, Map<VmId, Map<String, AffinityWeight>> byVm, Instant validUntil) {
        this.dependences = dependences;
        this.byVm = byVm;
        this.validUntil = validUntil;
    }

    /**
     * {@return the affinities that follow from dependences in the present placement of a fleet}
     *
     * @param dependences of which those with VMs that are not in the fleet are left out
     * @param level of the groups: {@link TopologyLevel#HOST} for single hosts
     * @param validUntil when all of it is to be forgotten
     */
    public static AffinityTable of(Fleet fleet, List<Dependence> dependences, TopologyLevel level, Instant validUntil) {
        Map<VmId, Map<String, List<Dependence>>> reasons = new LinkedHashMap<>();
        List<Dependence> present = dependences.stream()
                .filter(it -> fleet.contains(it.vm()) && fleet.contains(it.other()))
                .toList();
        for (Dependence it : present) {
            add(reasons, it.vm(), groupOf(fleet, it.other(), level), it);
            add(reasons, it.other(), groupOf(fleet, it.vm(), level), it);
        }
        Map<VmId, Map<String, AffinityWeight>> byVm = new LinkedHashMap<>();
        reasons.forEach((vm, byGroup) -> {
            Map<String, AffinityWeight> weights = new LinkedHashMap<>();
            byGroup.forEach((group, why) ->
                    weights.put(group, new AffinityWeight(vm, level, group, weight(vm, why), validUntil, why)));
            byVm.put(vm, weights);
        });
        return new AffinityTable(present, byVm, validUntil);
    }

    private static String groupOf(Fleet fleet, VmId vm, TopologyLevel level) {
        return fleet.host(fleet.placement().hostOf(vm)).faultDomain(level);
    }

    private static void add(
            Map<VmId, Map<String, List<Dependence>>> reasons, VmId vm, String group, Dependence dependence) {
        reasons.computeIfAbsent(vm, id -> new LinkedHashMap<>())
                .computeIfAbsent(group, name -> new ArrayList<>())
                .add(dependence);
    }

    private static double weight(VmId vm, List<Dependence> reasons) {
        double weight = 0;
        for (Dependence it : reasons) {
            double ratio =
                    it.vm().equals(vm) ? it.otherDeviation() / it.deviation() : it.deviation() / it.otherDeviation();
            weight -= it.correlation() * ratio;
        }
        return weight;
    }

    /** {@return the dependences that the table rests on, the most certain first; none once it has expired} */
    public List<Dependence> dependences(Instant at) {
        return isValid(at) ? dependences : List.of();
    }

    private boolean isValid(Instant at) {
        return at.isBefore(validUntil);
    }

    /** {@return the affinities of a VM; none if it depends on nobody or the table has expired} */
    public List<AffinityWeight> affinities(VmId vm, Instant at) {
        return isValid(at) ? List.copyOf(byVm.getOrDefault(vm, Map.of()).values()) : List.of();
    }

    /** {@return the affinity of a VM to a host or to the group it is in; zero where there is none} */
    public double weight(VmId vm, Host host, Instant at) {
        double sum = 0;
        for (AffinityWeight affinity : affinities(vm, at)) {
            sum += host.faultDomain(affinity.level()).equals(affinity.group()) ? affinity.weight() : 0;
        }
        return sum;
    }

    /**
     * {@return soft rules for a solver, one for each of the most certain pairs: those that peak together apart, those that take
     * turns on one host; none once the table has expired}
     *
     * @param weight what a correlation of 1 is worth, in migrations; greater than zero
     * @param most how many rules at most
     */
    public List<LocationPolicy> policies(double weight, int most, Instant at) {
        List<LocationPolicy> policies = new ArrayList<>();
        for (Dependence it : dependences(at)) {
            double worth = weight * Math.abs(it.correlation());
            if (policies.size() < most && worth > 0) {
                policies.add(policy(it, Strength.soft(worth)));
            }
        }
        return policies;
    }

    private static LocationPolicy policy(Dependence it, Strength strength) {
        Set<VmId> vms = new LinkedHashSet<>(List.of(it.vm(), it.other()));
        String name = "dynamic affinity of " + it.vm() + " and " + it.other();
        return it.isCoinciding()
                ? new LocationPolicy.AntiAffinity(name, strength, Scope.FINAL, vms, TopologyLevel.HOST)
                : new LocationPolicy.Affinity(name, strength, Scope.FINAL, vms, TopologyLevel.HOST);
    }
}
