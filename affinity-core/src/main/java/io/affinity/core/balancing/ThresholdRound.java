// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.search.HardRules;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** One decision of the reactive balancer, on a copy of the placement. */
final class ThresholdRound {

    /** Differences in cost below this are rounding; the host that comes first then wins. */
    private static final double TIE = 1e-9;

    private final Situation situation;
    private final Fleet fleet;
    private final OverloadRule overload;
    private final TargetRule targetRule;
    private final HardRules rules;
    private final RoundLoads loads;
    private final double[] utilizationNow;
    private final int[] hostByVm;

    private final List<Recommendation> chosen = new ArrayList<>();

    ThresholdRound(Situation situation, OverloadRule overload, DemandEstimate estimate, TargetRule targetRule) {
        this.situation = situation;
        this.fleet = situation.fleet();
        this.overload = overload;
        this.targetRule = targetRule;
        this.rules = new HardRules(fleet);
        this.loads = new RoundLoads(fleet, situation.history(), estimate);
        this.hostByVm = fleet.hostIndexByVm();
        this.utilizationNow = IntStream.range(0, fleet.hosts().size())
                .mapToDouble(host -> Math.min(1, loads.utilization(host)))
                .toArray();
    }

    List<Recommendation> run() {
        BitSet overloaded = new BitSet();
        IntStream.range(0, utilizationNow.length).filter(this::isOverloaded).forEach(overloaded::set);
        overloaded.andNot(loads.doubtful());
        BitSet noTarget = (BitSet) overloaded.clone();
        noTarget.or(loads.doubtful());
        IntStream.range(0, utilizationNow.length).filter(this::isClosed).forEach(noTarget::set);
        Map<Integer, Reason> overloads = new HashMap<>();
        overloaded.stream().forEach(host -> overloads.put(host, isDraining(host) ? emptied(host) : shortage(host)));
        List<Integer> given = new ArrayList<>();
        overloaded.stream().forEach(host -> given.addAll(giveAway(host)));
        for (int vm : loads.byDemand(given)) {
            Reason reason = overloads.get(hostByVm[vm]);
            int target = find(vm, noTarget);
            if (target >= 0 && reason != null) {
                record(vm, target, reason);
            }
        }
        if (targetRule.consolidates()) {
            emptyIdleHosts(noTarget);
        }
        return chosen;
    }

    /** Asked before the host gives anything away. */
    private Reason shortage(int host) {
        int worst = loads.worstResource(host);
        double utilization = utilizationNow[host];
        return new Reason.ContentionAhead(
                fleet.hosts().get(host).id(),
                fleet.resources().get(worst),
                Duration.ZERO,
                utilization >= 1 ? 1 : 0,
                Math.max(0, 1 - 1 / Math.max(1, loads.utilization(host))));
    }

    private Reason emptied(int host) {
        return new Reason.HostEmptied(fleet.hosts().get(host).id());
    }

    /** Takes VMs from a host until it is no longer overloaded, or empty: the one with the least memory first. */
    private List<Integer> giveAway(int host) {
        List<Integer> given = new ArrayList<>();
        while (isOverloaded(host)) {
            int least = loads.vms(host).stream()
                    .filter(this::isMovable)
                    .min(Comparator.comparingDouble(vm -> fleet.vms().get(vm).memoryBytes()))
                    .orElse(-1);
            if (least < 0) {
                return given;
            }
            loads.remove(least, host);
            given.add(least);
        }
        return given;
    }

    private boolean isMovable(int vm) {
        return !situation.held().contains(fleet.vms().get(vm).id())
                && fleet.hosts().get(hostByVm[vm]).state() != HostState.UNAVAILABLE;
    }

    private boolean isClosed(int host) {
        return situation.heldBack().hosts().contains(fleet.hosts().get(host).id());
    }

    private boolean isRefused(int vm, int host) {
        return situation
                .heldBack()
                .targets()
                .getOrDefault(fleet.vms().get(vm).id(), Set.of())
                .contains(fleet.hosts().get(host).id());
    }

    private void emptyIdleHosts(BitSet excluded) {
        BitSet noSource = (BitSet) excluded.clone();
        IntStream.range(0, utilizationNow.length)
                .filter(host -> utilizationNow[host] == 0)
                .forEach(noSource::set);
        BitSet noTarget = (BitSet) noSource.clone();
        for (int host = leastUtilized(noSource); host >= 0; host = leastUtilized(noSource)) {
            noSource.set(host);
            noTarget.set(host);
            empty(host, noSource, noTarget);
        }
    }

    private int leastUtilized(BitSet excluded) {
        int least = -1;
        for (int host = 0; host < utilizationNow.length; host++) {
            boolean candidate = !excluded.get(host) && utilizationNow[host] < 1;
            if (candidate && (least < 0 || utilizationNow[host] < utilizationNow[least])) {
                least = host;
            }
        }
        return least;
    }

    private void empty(int host, BitSet noSource, BitSet noTarget) {
        List<Integer> vms = loads.byDemand(List.copyOf(loads.vms(host)));
        if (vms.isEmpty() || !vms.stream().allMatch(this::isMovable)) {
            return;
        }
        List<Integer> targets = new ArrayList<>();
        for (int vm : vms) {
            loads.remove(vm, host);
            int target = find(vm, noTarget);
            if (target < 0) {
                loads.add(vm, host);
                undo(vms, targets, host);
                return;
            }
            place(vm, target);
            targets.add(target);
        }
        for (int i = 0; i < targets.size(); i++) {
            recommend(vms.get(i), host, targets.get(i), emptied(host));
            noSource.set(targets.get(i));
        }
    }

    private void undo(List<Integer> vms, List<Integer> targets, int host) {
        for (int i = 0; i < targets.size(); i++) {
            loads.remove(vms.get(i), targets.get(i));
            place(vms.get(i), host);
        }
    }

    private int find(int vm, BitSet excluded) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int host = 0; host < utilizationNow.length; host++) {
            if (!excluded.get(host) && host != hostByVm[vm]) {
                double after = loads.utilizationWith(vm, host);
                double cost = targetRule.cost(host, utilizationNow[host], after);
                if (cost < least - TIE && fits(vm, host) && rules.isAllowed(vm, host) && !isRefused(vm, host)) {
                    best = host;
                    least = cost;
                }
            }
        }
        return best;
    }

    /** An idle host takes any VM that it can serve; one that serves VMs must not be overloaded then. */
    private boolean fits(int vm, int host) {
        return loads.canServe(vm, host) && (loads.isIdle(host) || !overload.isOverloaded(loads.with(vm, host)));
    }

    /** Whatever a host that is to be emptied runs is too much. */
    private boolean isOverloaded(int host) {
        return !loads.vms(host).isEmpty() && (isDraining(host) || overload.isOverloaded(loads.of(host)));
    }

    private boolean isDraining(int host) {
        return fleet.hosts().get(host).state() == HostState.DRAINING;
    }

    private void record(int vm, int target, Reason reason) {
        int source = hostByVm[vm];
        place(vm, target);
        recommend(vm, source, target, reason);
    }

    private void recommend(int vm, int source, int target, Reason reason) {
        chosen.add(new Recommendation(
                fleet.vms().get(vm).id(),
                fleet.hosts().get(source).id(),
                fleet.hosts().get(target).id(),
                List.of(reason)));
    }

    private void place(int vm, int host) {
        loads.add(vm, host);
        rules.move(vm, host);
        hostByVm[vm] = host;
    }
}
