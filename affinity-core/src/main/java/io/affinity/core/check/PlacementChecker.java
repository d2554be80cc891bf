// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.check;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        PolicyJudge judge = new PolicyJudge(fleet, domains, occupancy, vmsByHost);
        for (LocationPolicy policy : fleet.policies()) {
            if (isAsked.test(policy)) {
                double amount = policy.accept(judge);
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
            if (limit > 0 && allocated > limit * (1 + 1e-12)) {
                worst = Math.max(worst, allocated / limit - 1);
            }
        }
        return worst;
    }

    /** {@return what these VMs were promised of a resource} */
    static double allocated(Collection<Vm> vms, int resource) {
        // Sorted, so that the sum does not depend on the order of a set.
        return vms.stream()
                .mapToDouble(vm -> vm.allocation().value(resource))
                .sorted()
                .sum();
    }
}
