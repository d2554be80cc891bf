// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.GroupRule;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** One backtracking search over the VMs that a group of rules is about: whether no assignment of them to hosts keeps all. */
final class ConflictProof {

    static final int MAX_NODES = 50_000;

    /** Each takes a frame of the stack. */
    private static final int MAX_VMS = 2_000;

    /** A rule in the state of the search, the VM's place among whose members is known. */
    private record Place(Begun rule, int member) {}

    private record Begun(SearchRule rule, GroupRule state) {}

    private final Fleet fleet;
    private final BooleanSupplier mayAsk;
    private final List<Begun> rules = new ArrayList<>();
    private final Map<Integer, List<Place>> placesByVm = new LinkedHashMap<>();
    private int nodes;

    /**
     * @param nowhere a placement in which no VM runs
     * @param mayAsk asked before each question whether a VM may be on a host; once it says no nothing is proved
     */
    ConflictProof(Fleet fleet, List<SearchRule> group, int[] nowhere, BooleanSupplier mayAsk) {
        this.fleet = fleet;
        this.mayAsk = mayAsk;
        for (SearchRule rule : group) {
            Begun begun = new Begun(rule, rule.beginning().begin(nowhere));
            rules.add(begun);
            int[] members = begun.state().members();
            for (int m = 0; m < members.length; m++) {
                placesByVm.computeIfAbsent(members[m], vm -> new ArrayList<>()).add(new Place(begun, m));
            }
        }
    }

    /** {@return whether no assignment keeps the rules; false as well if that cannot be found out} */
    boolean succeeds() {
        for (Begun rule : rules) {
            if (lacksDomains(rule)) {
                return true;
            }
        }
        if (placesByVm.size() > MAX_VMS) {
            return false;
        }
        List<Integer> fewestChoicesFirst = new ArrayList<>(placesByVm.keySet());
        Map<Integer, Long> choices = new LinkedHashMap<>();
        fewestChoicesFirst.forEach(vm -> choices.put(vm, choices(vm)));
        fewestChoicesFirst.sort(Comparator.comparing(choices::get));
        return !place(fewestChoicesFirst, 0) && nodes < MAX_NODES;
    }

    private long choices(int vm) {
        long count = 0;
        for (int host = 0; host < fleet.hosts().size(); host++) {
            count += mayBeOn(vm, host) ? 1 : 0;
        }
        return count;
    }

    /** A rule that asks for domains is broken until the last VM is placed; all others can only get worse. */
    private boolean mayBeOn(int vm, int host) {
        if (!mayAsk.getAsBoolean()) {
            return false;
        }
        for (Place place : placesByVm.getOrDefault(vm, List.of())) {
            if (!(place.rule().rule().policy() instanceof LocationPolicy.Spread)
                    && place.rule().state().totalIf(place.member(), host) > 0) {
                return false;
            }
        }
        return true;
    }

    /** More pigeons than holes, which backtracking would take for ever to find out. */
    private boolean lacksDomains(Begun rule) {
        LocationPolicy policy = rule.rule().policy();
        if (policy instanceof LocationPolicy.AntiAffinity anti) {
            return isFewer(rule, anti.level(), present(anti.vms()));
        }
        if (policy instanceof LocationPolicy.MaxPerDomain max) {
            return max.maxVms() == 0
                    ? present(max.vms()) > 0
                    : isFewer(rule, max.level(), (present(max.vms()) + max.maxVms() - 1) / max.maxVms());
        }
        return policy instanceof LocationPolicy.Spread spread
                && isFewer(rule, spread.level(), Math.min(spread.minDomains(), present(spread.vms())));
    }

    private long present(Set<VmId> ids) {
        return ids.stream().filter(fleet::contains).count();
    }

    /** Whether there are fewer domains with a host that at least one VM of the rule may be on, all else being empty. */
    private boolean isFewer(Begun rule, TopologyLevel level, long wanted) {
        Set<String> domains = new HashSet<>();
        for (int host = 0; host < fleet.hosts().size() && domains.size() < wanted; host++) {
            String domain = fleet.hosts().get(host).faultDomain(level);
            if (!domains.contains(domain) && isOpenToAny(rule, host)) {
                domains.add(domain);
            }
        }
        return domains.size() < wanted;
    }

    private boolean isOpenToAny(Begun rule, int host) {
        for (int vm : rule.state().members()) {
            if (mayBeOn(vm, host)) {
                return true;
            }
        }
        return false;
    }

    private boolean place(List<Integer> vms, int next) {
        if (next == vms.size()) {
            return rules.stream().allMatch(rule -> rule.state().total() == 0);
        }
        for (int host = 0; host < fleet.hosts().size() && nodes < MAX_NODES; host++) {
            nodes++;
            if (mayBeOn(vms.get(next), host)) {
                move(vms.get(next), host);
                if (place(vms, next + 1)) {
                    return true;
                }
                move(vms.get(next), GroupRule.NOWHERE);
            }
        }
        return false;
    }

    private void move(int vm, int host) {
        placesByVm
                .getOrDefault(vm, List.of())
                .forEach(place -> place.rule().state().move(place.member(), host));
    }
}
