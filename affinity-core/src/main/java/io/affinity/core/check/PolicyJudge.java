// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.check;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** By how much one state violates a policy: the definition of each kind, as {@link LocationPolicy} reads. */
final class PolicyJudge implements LocationPolicy.Visitor<Double> {

    private final Fleet fleet;
    private final Map<TopologyLevel, Map<HostId, String>> domains;
    private final Occupancy occupancy;
    private final Map<HostId, List<Vm>> vmsByHost;

    /**
     * @param domains of each host by level
     * @param vmsByHost that take room on it
     */
    PolicyJudge(
            Fleet fleet,
            Map<TopologyLevel, Map<HostId, String>> domains,
            Occupancy occupancy,
            Map<HostId, List<Vm>> vmsByHost) {
        this.fleet = fleet;
        this.domains = domains;
        this.occupancy = occupancy;
        this.vmsByHost = vmsByHost;
    }

    @Override
    public Double affinity(LocationPolicy.Affinity p) {
        int inUse = countByDomain(p.vms(), p.level()).size();
        return Math.max(0.0, inUse - 1);
    }

    @Override
    public Double antiAffinity(LocationPolicy.AntiAffinity p) {
        return excess(countByDomain(p.vms(), p.level()), 1);
    }

    @Override
    public Double maxPerDomain(LocationPolicy.MaxPerDomain p) {
        return excess(countByDomain(p.vms(), p.level()), p.maxVms());
    }

    @Override
    public Double spread(LocationPolicy.Spread p) {
        List<VmId> present = p.vms().stream().filter(fleet::contains).toList();
        int wanted = Math.min(p.minDomains(), present.size());
        return Math.max(0.0, wanted - fewestDomains(present, 0, p.level(), new HashSet<>()));
    }

    @Override
    public Double proximity(LocationPolicy.Proximity p) {
        return (double) farPairs(p.vms().stream().filter(fleet::contains).toList(), p.maxDistance());
    }

    @Override
    public Double allowedHosts(LocationPolicy.AllowedHosts p) {
        return misplaced(p.vms(), host -> !p.hosts().contains(host));
    }

    @Override
    public Double forbiddenHosts(LocationPolicy.ForbiddenHosts p) {
        return misplaced(p.vms(), p.hosts()::contains);
    }

    @Override
    public Double pinned(LocationPolicy.Pinned p) {
        return misplaced(Set.of(p.vm()), host -> !host.equals(p.host()));
    }

    @Override
    public Double hardwareRequirement(LocationPolicy.HardwareRequirement p) {
        return misplaced(p.vms(), host -> !fleet.host(host).features().containsAll(p.features()));
    }

    @Override
    public Double exclusiveTenancy(LocationPolicy.ExclusiveTenancy p) {
        return foreigners(p);
    }

    @Override
    public Double maxVmsPerHost(LocationPolicy.MaxVmsPerHost p) {
        return (double) p.hosts().stream()
                .mapToInt(host -> vmsByHost.getOrDefault(host, List.of()).size() - p.maxVms())
                .filter(over -> over > 0)
                .sum();
    }

    @Override
    public Double failoverReserve(LocationPolicy.FailoverReserve p) {
        return failoverShortage(p);
    }

    private Map<String, Integer> countByDomain(Set<VmId> vms, TopologyLevel level) {
        Map<String, Integer> count = new HashMap<>();
        for (VmId vm : vms) {
            if (fleet.contains(vm)) {
                Set<String> occupied = new HashSet<>();
                occupancy.of(vm).forEach(host -> occupied.add(domain(level, host)));
                occupied.forEach(domain -> count.merge(domain, 1, Integer::sum));
            }
        }
        return count;
    }

    private String domain(TopologyLevel level, HostId host) {
        Map<HostId, String> byHost = domains.get(level);
        return byHost == null ? fleet.host(host).faultDomain(level) : byHost.getOrDefault(host, host.value());
    }

    private static double excess(Map<String, Integer> count, int limit) {
        return count.values().stream().mapToInt(n -> Math.max(0, n - limit)).sum();
    }

    /** Tries both hosts of each VM that is on the way; few are at a time. */
    private int fewestDomains(List<VmId> vms, int next, TopologyLevel level, Set<String> inUse) {
        if (next == vms.size()) {
            return inUse.size();
        }
        int fewest = Integer.MAX_VALUE;
        for (HostId host : occupancy.of(vms.get(next))) {
            Set<String> with = new HashSet<>(inUse);
            with.add(domain(level, host));
            fewest = Math.min(fewest, fewestDomains(vms, next + 1, level, with));
        }
        return fewest;
    }

    private int farPairs(List<VmId> vms, int maxDistance) {
        int far = 0;
        for (int i = 0; i < vms.size(); i++) {
            for (int j = i + 1; j < vms.size(); j++) {
                far += isFar(occupancy.of(vms.get(i)), occupancy.of(vms.get(j)), maxDistance) ? 1 : 0;
            }
        }
        return far;
    }

    private boolean isFar(Set<HostId> ones, Set<HostId> others, int maxDistance) {
        return ones.stream()
                .anyMatch(one -> others.stream()
                        .anyMatch(
                                other -> fleet.topology().distance(fleet.host(one), fleet.host(other)) > maxDistance));
    }

    private double misplaced(Set<VmId> vms, Predicate<HostId> isBad) {
        return vms.stream()
                .filter(fleet::contains)
                .filter(vm -> occupancy.of(vm).stream().anyMatch(isBad))
                .count();
    }

    private double foreigners(LocationPolicy.ExclusiveTenancy policy) {
        Set<String> taken = new HashSet<>();
        fleet.vms().stream()
                .filter(vm -> vm.tenant().equals(policy.tenant()))
                .forEach(vm -> occupancy.of(vm.id()).forEach(host -> taken.add(domain(policy.level(), host))));
        return fleet.vms().stream()
                .filter(vm -> !vm.tenant().equals(policy.tenant()))
                .filter(vm ->
                        occupancy.of(vm.id()).stream().anyMatch(host -> taken.contains(domain(policy.level(), host))))
                .count();
    }

    private double failoverShortage(LocationPolicy.FailoverReserve policy) {
        List<Host> hosts =
                policy.hosts().stream().filter(fleet::contains).map(fleet::host).toList();
        double violation = 0;
        for (int r = 0; r < fleet.resources().size(); r++) {
            int resource = r;
            double limits = hosts.stream()
                    .mapToDouble(host -> host.allocationLimit(resource))
                    .sum();
            if (limits == 0 || Double.isInfinite(limits)) {
                continue;
            }
            double[] atStake = new double[hosts.size()];
            double free = 0;
            for (int i = 0; i < atStake.length; i++) {
                Host host = hosts.get(i);
                double load = PlacementChecker.allocated(vmsByHost.getOrDefault(host.id(), List.of()), r);
                atStake[i] = Math.max(load, host.allocationLimit(r));
                free += Math.max(0, host.allocationLimit(r) - load);
            }
            Arrays.sort(atStake);
            int survivors = Math.max(0, atStake.length - policy.hostFailures());
            double worst = Arrays.stream(atStake, survivors, atStake.length).sum();
            double missing = (worst - free) * hosts.size() / limits;
            violation += missing > 1e-9 ? missing : 0;
        }
        return violation;
    }
}
