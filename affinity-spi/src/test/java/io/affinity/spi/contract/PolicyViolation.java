// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.LocationPolicy.Affinity;
import io.affinity.spi.model.LocationPolicy.AllowedHosts;
import io.affinity.spi.model.LocationPolicy.AntiAffinity;
import io.affinity.spi.model.LocationPolicy.ExclusiveTenancy;
import io.affinity.spi.model.LocationPolicy.FailoverReserve;
import io.affinity.spi.model.LocationPolicy.ForbiddenHosts;
import io.affinity.spi.model.LocationPolicy.HardwareRequirement;
import io.affinity.spi.model.LocationPolicy.MaxPerDomain;
import io.affinity.spi.model.LocationPolicy.MaxVmsPerHost;
import io.affinity.spi.model.LocationPolicy.Pinned;
import io.affinity.spi.model.LocationPolicy.Proximity;
import io.affinity.spi.model.LocationPolicy.Spread;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * How much a placement violates a policy, counted straight from the definitions in {@link LocationPolicy}: slow, simple,
 * and independent of any solver, so that a solver can be checked against it.
 */
public final class PolicyViolation implements LocationPolicy.Visitor<Double> {

    private final Fleet fleet;
    private final Placement placement;

    private PolicyViolation(Fleet fleet, Placement placement) {
        this.fleet = fleet;
        this.placement = placement;
    }

    /**
     * {@return the violation of {@code policy} if the VMs of {@code fleet} run where {@code placement} says; zero if it is
     * kept}
     *
     * @throws IllegalArgumentException if a VM of the fleet is not placed, or on a host that the fleet does not have
     */
    public static double of(LocationPolicy policy, Fleet fleet, Placement placement) {
        return policy.accept(new PolicyViolation(fleet, placement));
    }

    @Override
    public Double affinity(Affinity it) {
        return (double) Math.max(0, perDomain(it.vms(), it.level()).size() - 1);
    }

    @Override
    public Double antiAffinity(AntiAffinity it) {
        return (double) excess(perDomain(it.vms(), it.level()), 1);
    }

    @Override
    public Double proximity(Proximity it) {
        return (double) pairsFartherApart(it);
    }

    @Override
    public Double allowedHosts(AllowedHosts it) {
        return (double) count(it.vms(), host -> !it.hosts().contains(host.id()));
    }

    @Override
    public Double forbiddenHosts(ForbiddenHosts it) {
        return (double) count(it.vms(), host -> it.hosts().contains(host.id()));
    }

    @Override
    public Double exclusiveTenancy(ExclusiveTenancy it) {
        return (double) intruders(it);
    }

    @Override
    public Double spread(Spread it) {
        int asked = Math.min(it.minDomains(), present(it.vms()).size());
        return (double) Math.max(0, asked - perDomain(it.vms(), it.level()).size());
    }

    @Override
    public Double maxPerDomain(MaxPerDomain it) {
        return (double) excess(perDomain(it.vms(), it.level()), it.maxVms());
    }

    @Override
    public Double pinned(Pinned it) {
        return (double) count(Set.of(it.vm()), host -> !host.id().equals(it.host()));
    }

    @Override
    public Double maxVmsPerHost(MaxVmsPerHost it) {
        return (double) tooMany(it);
    }

    @Override
    public Double failoverReserve(FailoverReserve it) {
        return missingReserve(it);
    }

    @Override
    public Double hardwareRequirement(HardwareRequirement it) {
        return (double) count(it.vms(), host -> !host.features().containsAll(it.features()));
    }

    private Host hostOf(VmId vm) {
        return fleet.host(placement.hostOf(vm));
    }

    private List<VmId> present(Set<VmId> vms) {
        return vms.stream().filter(fleet::contains).toList();
    }

    private Map<String, Integer> perDomain(Set<VmId> vms, TopologyLevel level) {
        Map<String, Integer> counts = new TreeMap<>();
        for (VmId vm : present(vms)) {
            counts.merge(hostOf(vm).faultDomain(level), 1, Integer::sum);
        }
        return counts;
    }

    private static int excess(Map<String, Integer> counts, int allowed) {
        return counts.values().stream()
                .mapToInt(count -> Math.max(0, count - allowed))
                .sum();
    }

    private int count(Set<VmId> vms, Predicate<Host> broken) {
        return (int) present(vms).stream().filter(vm -> broken.test(hostOf(vm))).count();
    }

    private int pairsFartherApart(Proximity policy) {
        List<VmId> vms = present(policy.vms());
        int pairs = 0;
        for (int i = 0; i < vms.size(); i++) {
            for (int j = i + 1; j < vms.size(); j++) {
                if (fleet.topology().distance(hostOf(vms.get(i)), hostOf(vms.get(j))) > policy.maxDistance()) {
                    pairs++;
                }
            }
        }
        return pairs;
    }

    private int intruders(ExclusiveTenancy policy) {
        Set<String> own = new TreeSet<>();
        for (Vm vm : fleet.vms()) {
            if (vm.tenant().equals(policy.tenant())) {
                own.add(hostOf(vm.id()).faultDomain(policy.level()));
            }
        }
        return (int) fleet.vms().stream()
                .filter(vm -> !vm.tenant().equals(policy.tenant()))
                .filter(vm -> own.contains(hostOf(vm.id()).faultDomain(policy.level())))
                .count();
    }

    private int tooMany(MaxVmsPerHost policy) {
        int excess = 0;
        for (HostId host : policy.hosts()) {
            long vms = fleet.vms().stream()
                    .filter(vm -> placement.hostOf(vm.id()).equals(host))
                    .count();
            excess += (int) Math.max(0, vms - policy.maxVms());
        }
        return excess;
    }

    private double missingReserve(FailoverReserve policy) {
        List<Host> hosts =
                policy.hosts().stream().filter(fleet::contains).map(fleet::host).toList();
        double missing = 0;
        for (int resource = 0; resource < fleet.resources().size(); resource++) {
            int r = resource;
            List<Host> limited = hosts.stream()
                    .filter(host -> Double.isFinite(host.allocationLimit(r)))
                    .sorted(Comparator.comparingDouble(
                            (Host host) -> -Math.max(host.allocationLimit(r), allocation(host, r))))
                    .toList();
            int failing = Math.min(policy.hostFailures(), limited.size());
            double lost = limited.subList(0, failing).stream()
                    .mapToDouble(host -> allocation(host, r))
                    .sum();
            double free = limited.subList(failing, limited.size()).stream()
                    .mapToDouble(host -> Math.max(0, host.allocationLimit(r) - allocation(host, r)))
                    .sum();
            double meanLimit = limited.stream()
                    .mapToDouble(host -> host.allocationLimit(r))
                    .average()
                    .orElse(1);
            missing += Math.max(0, (lost - free) / meanLimit);
        }
        return missing;
    }

    private double allocation(Host host, int resource) {
        return fleet.vms().stream()
                .filter(vm -> placement.hostOf(vm.id()).equals(host.id()))
                .mapToDouble(vm -> vm.allocation().value(resource))
                .sum();
    }
}
