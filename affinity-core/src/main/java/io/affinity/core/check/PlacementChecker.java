package io.affinity.core.check;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Says by how much a placement violates each rule, straight from the definitions in {@link LocationPolicy}. It shares no
 * code with the search, so that it can judge what the search finds; planner and executor ask it before each start. Immutable and thread-safe; meant for checking, not for
 * search: a call looks at the whole fleet.
 *
 * <p>Where a VM occupies two hosts it counts on both. For {@link LocationPolicy.Spread} it counts on whichever leaves fewer
 * domains.
 */
public final class PlacementChecker {

    /** What the limit of a host is called among the violations; its id follows. */
    public static final String ALLOCATION = "allocation of host ";

    private final Fleet fleet;
    private final boolean anyRuleOnTheWay;
    private final Map<TopologyLevel, Map<HostId, String>> domains = new HashMap<>();

    public PlacementChecker(Fleet fleet) {
        this.fleet = fleet;
        this.anyRuleOnTheWay = fleet.policies().stream().anyMatch(PlacementChecker::holdsOnTheWay)
                || fleet.hosts().stream().anyMatch(PlacementChecker::isLimited);
        for (TopologyLevel level : fleet.topology().levels()) {
            Map<HostId, String> byHost = new HashMap<>();
            fleet.hosts().forEach(host -> byHost.put(host.id(), host.faultDomain(level)));
            domains.put(level, byHost);
        }
    }

    private static boolean holdsOnTheWay(LocationPolicy policy) {
        return policy.strength().isHard() && policy.scope() == Scope.CONTINUOUS;
    }

    private static boolean isLimited(Host host) {
        return IntStream.range(0, host.capacity().resources().size())
                .anyMatch(r -> Double.isFinite(host.allocationLimit(r)));
    }

    /**
     * {@return what a placement violates: policies by name, hard and soft, and hosts that promise more than they may under
     * "allocation of host NAME"; only what is above zero}
     */
    public Map<String, Double> violations(Placement placement) {
        return violations(new Occupancy(placement), policy -> true);
    }

    /**
     * {@return what a state violates of the rules that must be kept on the way: hard policies of continuous scope, and the
     * hosts' limits}
     */
    public Map<String, Double> hardViolationsOnTheWay(Occupancy occupancy) {
        return anyRuleOnTheWay ? violations(occupancy, PlacementChecker::holdsOnTheWay) : Map.of();
    }

    /** {@return the names of hard rules that are violated more in {@code after} than in {@code before}} */
    public static List<String> worsened(Map<String, Double> before, Map<String, Double> after) {
        return after.entrySet().stream()
                .filter(entry -> entry.getValue() > before.getOrDefault(entry.getKey(), 0.0) + 1e-9)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** {@return what a placement violates of the hard policies and of the hosts' limits; only what is above zero} */
    public Map<String, Double> hardViolations(Placement placement) {
        return violations(new Occupancy(placement), policy -> policy.strength().isHard());
    }

    private Map<String, Double> violations(Occupancy occupancy, Predicate<LocationPolicy> isAsked) {
        Map<String, Double> violations = new LinkedHashMap<>();
        Map<HostId, List<Vm>> vmsByHost = vmsByHost(occupancy);
        for (LocationPolicy policy : fleet.policies()) {
            if (isAsked.test(policy)) {
                double amount = violation(policy, occupancy, vmsByHost);
                if (amount > 0) {
                    violations.put(policy.name(), amount);
                }
            }
        }
        for (Host host : fleet.hosts()) {
            double amount = overcommit(host, vmsByHost.getOrDefault(host.id(), List.of()));
            if (amount > 0) {
                violations.put(ALLOCATION + host.id(), amount);
            }
        }
        return violations;
    }

    private Map<HostId, List<Vm>> vmsByHost(Occupancy occupancy) {
        Map<HostId, List<Vm>> vmsByHost = new HashMap<>();
        for (Vm vm : fleet.vms()) {
            for (HostId host : occupancy.of(vm.id())) {
                vmsByHost.computeIfAbsent(host, id -> new ArrayList<>()).add(vm);
            }
        }
        return vmsByHost;
    }

    private static double overcommit(Host host, List<Vm> vms) {
        double worst = 0;
        for (int r = 0; r < host.capacity().resources().size(); r++) {
            double limit = host.allocationLimit(r);
            double allocated = allocated(vms, r);
            if (allocated > limit * (1 + 1e-12)) {
                worst = Math.max(worst, allocated / limit - 1);
            }
        }
        return worst;
    }

    private static double allocated(Collection<Vm> vms, int resource) {
        // Sorted, so that the sum does not depend on the order of a set.
        return vms.stream()
                .mapToDouble(vm -> vm.allocation().value(resource))
                .sorted()
                .sum();
    }

    private double violation(LocationPolicy policy, Occupancy occupancy, Map<HostId, List<Vm>> vmsByHost) {
        return policy.accept(new Violation(occupancy, vmsByHost));
    }

    /** The definition of each kind of policy, in the state that is judged. */
    private final class Violation implements LocationPolicy.Visitor<Double> {

        private final Occupancy occupancy;
        private final Map<HostId, List<Vm>> vmsByHost;

        Violation(Occupancy occupancy, Map<HostId, List<Vm>> vmsByHost) {
            this.occupancy = occupancy;
            this.vmsByHost = vmsByHost;
        }

        @Override
        public Double affinity(LocationPolicy.Affinity p) {
            int inUse = countByDomain(p.vms(), p.level(), occupancy).size();
            return Math.max(0.0, inUse - 1);
        }

        @Override
        public Double antiAffinity(LocationPolicy.AntiAffinity p) {
            return excess(countByDomain(p.vms(), p.level(), occupancy), 1);
        }

        @Override
        public Double maxPerDomain(LocationPolicy.MaxPerDomain p) {
            return excess(countByDomain(p.vms(), p.level(), occupancy), p.maxVms());
        }

        @Override
        public Double spread(LocationPolicy.Spread p) {
            List<VmId> present = p.vms().stream().filter(fleet::contains).toList();
            int wanted = Math.min(p.minDomains(), present.size());
            return Math.max(0.0, wanted - fewestDomains(present, 0, p.level(), occupancy, new HashSet<>()));
        }

        @Override
        public Double proximity(LocationPolicy.Proximity p) {
            return (double) farPairs(p.vms().stream().filter(fleet::contains).toList(), p.maxDistance(), occupancy);
        }

        @Override
        public Double allowedHosts(LocationPolicy.AllowedHosts p) {
            return misplaced(p.vms(), occupancy, host -> !p.hosts().contains(host));
        }

        @Override
        public Double forbiddenHosts(LocationPolicy.ForbiddenHosts p) {
            return misplaced(p.vms(), occupancy, p.hosts()::contains);
        }

        @Override
        public Double pinned(LocationPolicy.Pinned p) {
            return misplaced(Set.of(p.vm()), occupancy, host -> !host.equals(p.host()));
        }

        @Override
        public Double hardwareRequirement(LocationPolicy.HardwareRequirement p) {
            return misplaced(
                    p.vms(), occupancy, host -> !fleet.host(host).features().containsAll(p.features()));
        }

        @Override
        public Double exclusiveTenancy(LocationPolicy.ExclusiveTenancy p) {
            return foreigners(p, occupancy);
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
            return failoverShortage(p, vmsByHost);
        }
    }

    private Map<String, Integer> countByDomain(Set<VmId> vms, TopologyLevel level, Occupancy occupancy) {
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
    private int fewestDomains(List<VmId> vms, int next, TopologyLevel level, Occupancy occupancy, Set<String> inUse) {
        if (next == vms.size()) {
            return inUse.size();
        }
        int fewest = Integer.MAX_VALUE;
        for (HostId host : occupancy.of(vms.get(next))) {
            Set<String> with = new HashSet<>(inUse);
            with.add(domain(level, host));
            fewest = Math.min(fewest, fewestDomains(vms, next + 1, level, occupancy, with));
        }
        return fewest;
    }

    private int farPairs(List<VmId> vms, int maxDistance, Occupancy occupancy) {
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

    private double misplaced(Set<VmId> vms, Occupancy occupancy, Predicate<HostId> isBad) {
        return vms.stream()
                .filter(fleet::contains)
                .filter(vm -> occupancy.of(vm).stream().anyMatch(isBad))
                .count();
    }

    private double foreigners(LocationPolicy.ExclusiveTenancy policy, Occupancy occupancy) {
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

    private double failoverShortage(LocationPolicy.FailoverReserve policy, Map<HostId, List<Vm>> vmsByHost) {
        List<Host> hosts =
                policy.hosts().stream().filter(fleet::contains).map(fleet::host).toList();
        double violation = 0;
        for (int r = 0; r < fleet.resources().size(); r++) {
            int resource = r;
            double limits = hosts.stream()
                    .mapToDouble(host -> host.allocationLimit(resource))
                    .sum();
            if (hosts.isEmpty() || Double.isInfinite(limits)) {
                continue;
            }
            double[] atStake = new double[hosts.size()];
            double free = 0;
            for (int i = 0; i < atStake.length; i++) {
                Host host = hosts.get(i);
                double load = allocated(vmsByHost.getOrDefault(host.id(), List.of()), r);
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
