// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.advice;

import io.affinity.core.dependence.AffinityTable;
import io.affinity.core.search.Newcomers;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Vm;
import io.affinity.spi.placement.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Ranks the hosts on which new VMs may start, given where all others are. Belongs to one thread. */
final class HostRanking {

    private final Newcomers newcomers;
    private final Scenarios scenarios;
    private final Scenarios known;
    private final Fleet fleet;
    private final AffinityTable affinities;
    private final double affinityWeight;

    /** By resource: the load of each host in all steps and scenarios. */
    private final float[][] loads;

    private final int[] block;

    /**
     * @param newcomers where they are by now
     * @param scenarios of all VMs
     * @param known of those that run, from which those like a new one are taken
     */
    HostRanking(
            Newcomers newcomers,
            Scenarios scenarios,
            Scenarios known,
            AffinityTable affinities,
            double affinityWeight) {
        this.newcomers = newcomers;
        this.scenarios = scenarios;
        this.known = known;
        this.fleet = scenarios.fleet();
        this.affinities = affinities;
        this.affinityWeight = affinityWeight;
        block = new int[scenarios.blockLength()];
        loads = new float[fleet.resources().size()][fleet.hosts().size() * block.length];
        for (int v = 0; v < fleet.vms().size(); v++) {
            for (int r = 0; r < loads.length; r++) {
                add(v, r, newcomers.hostOf(v), 1);
            }
        }
    }

    private void add(int vm, int resource, int host, int sign) {
        scenarios.copyDemand(vm, resource, block, 0);
        float unit = (float) (sign * scenarios.quantum(resource));
        for (int i = 0, to = host * block.length; i < block.length; i++, to++) {
            loads[resource][to] += unit * block[i];
        }
    }

    /**
     * {@return where a VM may start, by cost, but that which it got first; if it got one, as if it were not there yet}
     *
     * @param isAsked the hosts that are looked at, by their indexes
     */
    PlacementAdvice rank(int v, IntPredicate isAsked) {
        Vm vm = fleet.vms().get(v);
        List<Integer> standIns = StandIns.of(vm, known);
        float[][] demand = takenOff(v);
        List<RankedHost> ranked = new ArrayList<>();
        Map<String, List<HostId>> excluded = new LinkedHashMap<>();
        for (Newcomers.Choice choice : newcomers.choices(v, isAsked)) {
            HostId host = fleet.hosts().get(choice.host()).id();
            if (choice.excludedBy().isEmpty()) {
                ranked.add(rank(choice, demand, standIns));
            } else {
                excluded.computeIfAbsent(choice.excludedBy(), name -> new ArrayList<>())
                        .add(host);
            }
        }
        HostId chosen = fleet.hosts().get(newcomers.hostOf(v)).id();
        ranked.sort(Comparator.comparing((RankedHost host) -> !host.host().equals(chosen))
                .thenComparingDouble(RankedHost::cost)
                .thenComparingDouble(RankedHost::utilization));
        for (int r = 0; r < loads.length; r++) {
            add(v, r, newcomers.hostOf(v), 1);
        }
        return new PlacementAdvice(
                vm.id(),
                standIns.stream().map(i -> known.fleet().vms().get(i).id()).toList(),
                ranked,
                reasons(excluded));
    }

    static List<Reason.HostsExcluded> reasons(Map<String, List<HostId>> excluded) {
        return excluded.entrySet().stream()
                .map(entry -> new Reason.HostsExcluded(entry.getKey(), entry.getValue()))
                .toList();
    }

    private float[][] takenOff(int vm) {
        float[][] demand = new float[loads.length][block.length];
        for (int r = 0; r < loads.length; r++) {
            add(vm, r, newcomers.hostOf(vm), -1);
            for (int i = 0; i < block.length; i++) {
                demand[r][i] = (float) (block[i] * scenarios.quantum(r));
            }
        }
        return demand;
    }

    private RankedHost rank(Newcomers.Choice choice, float[][] demand, List<Integer> standIns) {
        int host = choice.host();
        HostStrain before = new HostStrain();
        HostStrain after = new HostStrain();
        for (int r = 0; r < loads.length; r++) {
            double usable = fleet.hosts().get(host).usable(r);
            int from = host * block.length;
            before.add(loads[r], from, null, usable, scenarios.scenarios(), r, scenarios.steps());
            after.add(loads[r], from, demand[r], usable, scenarios.scenarios(), r, scenarios.steps());
        }
        double affinity = standIns.stream()
                .mapToDouble(v -> affinities.weight(
                        known.fleet().vms().get(v).id(), fleet.hosts().get(host), fleet.observedAt()))
                .average()
                .orElse(0);
        return new RankedHost(
                fleet.hosts().get(host).id(),
                choice.cost() - affinityWeight * affinity,
                before.contention(),
                after.contention(),
                fleet.resources().get(after.worstResource()),
                scenarios.step().multipliedBy(after.worstStep() + 1L),
                after.utilization(),
                choice.softRules(),
                affinity);
    }
}
