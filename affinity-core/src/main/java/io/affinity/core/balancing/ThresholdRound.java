package io.affinity.core.balancing;

import io.affinity.core.placement.HardRules;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One decision of the reactive balancer: loads as planned so far, on a copy of the placement. */
final class ThresholdRound {

    /** Differences in cost below this are rounding; the host that comes first then wins. */
    private static final double TIE = 1e-9;

    private final Situation situation;
    private final Fleet fleet;
    private final double threshold;
    private final TargetRule targetRule;
    private final HardRules rules;
    private final int resources;
    private final double[][] demand;
    private final double[][] load;
    private final double[] utilizationNow;
    private final List<List<Integer>> vmsByHost;
    private final int[] hostByVm;
    /** Hosts with a VM whose demand is missing: nobody knows how full they are, so they are left alone. */
    private final BitSet doubtful = new BitSet();

    private final List<Recommendation> chosen = new ArrayList<>();

    ThresholdRound(Situation situation, double threshold, TargetRule targetRule) {
        this.situation = situation;
        this.fleet = situation.fleet();
        this.threshold = threshold;
        this.targetRule = targetRule;
        this.rules = new HardRules(fleet);
        this.resources = fleet.resources().size();
        this.demand = new double[fleet.vms().size()][resources];
        this.load = new double[fleet.hosts().size()][resources];
        this.hostByVm = fleet.hostIndexByVm();
        this.vmsByHost = fleet.hosts().stream()
                .<List<Integer>>map(host -> new ArrayList<>())
                .toList();
        for (int v = 0; v < hostByVm.length; v++) {
            for (int r = 0; r < resources; r++) {
                double latest = situation.history().latest(fleet.vms().get(v).id(), r);
                demand[v][r] = Double.isNaN(latest) ? 0 : latest;
                doubtful.set(hostByVm[v], doubtful.get(hostByVm[v]) || Double.isNaN(latest));
            }
            add(v, hostByVm[v]);
        }
        this.utilizationNow = IntStream.range(0, load.length)
                .mapToDouble(host -> Math.min(1, utilization(host)))
                .toArray();
    }

    List<Recommendation> run() {
        BitSet overloaded = new BitSet();
        IntStream.range(0, load.length).filter(this::isOverloaded).forEach(overloaded::set);
        overloaded.andNot(doubtful);
        BitSet noTarget = (BitSet) overloaded.clone();
        noTarget.or(doubtful);
        Map<Integer, Reason> overloads = new HashMap<>();
        overloaded.stream().forEach(host -> overloads.put(host, isDraining(host) ? emptied(host) : overload(host)));
        List<Integer> given = new ArrayList<>();
        overloaded.stream().forEach(host -> given.addAll(giveAway(host)));
        for (int vm : byDemand(given)) {
            Reason overload = overloads.get(hostByVm[vm]);
            int target = find(vm, noTarget);
            if (target >= 0 && overload != null) {
                record(vm, target, overload);
            }
        }
        if (targetRule.consolidates()) {
            emptyIdleHosts(noTarget);
        }
        return chosen;
    }

    /** Asked before the host gives anything away. */
    private Reason overload(int host) {
        int worst = worstResource(host);
        double utilization = utilizationNow[host];
        return new Reason.ContentionAhead(
                fleet.hosts().get(host).id(),
                fleet.resources().get(worst),
                Duration.ZERO,
                utilization >= 1 ? 1 : 0,
                Math.max(0, 1 - 1 / Math.max(1, utilization(host))));
    }

    private Reason emptied(int host) {
        return new Reason.HostEmptied(fleet.hosts().get(host).id());
    }

    /** Takes VMs from a host until it is below the threshold, or empty: the one with the least memory first. */
    private List<Integer> giveAway(int host) {
        List<Integer> given = new ArrayList<>();
        while (isOverloaded(host)) {
            int least = vmsByHost.get(host).stream()
                    .filter(this::isMovable)
                    .min(Comparator.comparingDouble(vm -> fleet.vms().get(vm).memoryBytes()))
                    .orElse(-1);
            if (least < 0) {
                return given;
            }
            remove(least, host);
            given.add(least);
        }
        return given;
    }

    private boolean isMovable(int vm) {
        return !situation.underWay().contains(fleet.vms().get(vm).id())
                && fleet.hosts().get(hostByVm[vm]).state() != HostState.UNAVAILABLE;
    }

    private void emptyIdleHosts(BitSet excluded) {
        BitSet noSource = (BitSet) excluded.clone();
        IntStream.range(0, load.length)
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
        for (int host = 0; host < load.length; host++) {
            boolean candidate = !excluded.get(host) && utilizationNow[host] < 1;
            if (candidate && (least < 0 || utilizationNow[host] < utilizationNow[least])) {
                least = host;
            }
        }
        return least;
    }

    private void empty(int host, BitSet noSource, BitSet noTarget) {
        List<Integer> vms = byDemand(List.copyOf(vmsByHost.get(host)));
        if (vms.isEmpty() || !vms.stream().allMatch(this::isMovable)) {
            return;
        }
        List<Integer> targets = new ArrayList<>();
        for (int vm : vms) {
            remove(vm, host);
            int target = find(vm, noTarget);
            if (target < 0) {
                add(vm, host);
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
            remove(vms.get(i), targets.get(i));
            place(vms.get(i), host);
        }
    }

    private int find(int vm, BitSet excluded) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int host = 0; host < load.length; host++) {
            if (!excluded.get(host) && host != hostByVm[vm] && fits(vm, host) && rules.isAllowed(vm, host)) {
                double after = utilizationWith(vm, host);
                double cost = targetRule.cost(host, utilizationNow[host], after);
                if (cost < least - TIE) {
                    best = host;
                    least = cost;
                }
            }
        }
        return best;
    }

    /** An empty host takes any VM that it can serve; one that runs VMs must stay below the threshold. */
    private boolean fits(int vm, int host) {
        for (int r = 0; r < resources; r++) {
            double capacity = fleet.hosts().get(host).capacity().value(r);
            double limit = load[host][r] == 0 ? capacity : capacity * threshold;
            if (load[host][r] + demand[vm][r] > limit) {
                return false;
            }
        }
        return true;
    }

    /** Whatever a host that is to be emptied runs is too much. */
    private boolean isOverloaded(int host) {
        return isDraining(host) ? !vmsByHost.get(host).isEmpty() : utilization(host) > threshold;
    }

    private boolean isDraining(int host) {
        return fleet.hosts().get(host).state() == HostState.DRAINING;
    }

    private double utilization(int host) {
        int r = worstResource(host);
        return load[host][r] / fleet.hosts().get(host).capacity().value(r);
    }

    private int worstResource(int host) {
        int worst = 0;
        for (int r = 1; r < resources; r++) {
            var capacity = fleet.hosts().get(host).capacity();
            boolean worse = load[host][r] / capacity.value(r) > load[host][worst] / capacity.value(worst);
            worst = worse ? r : worst;
        }
        return worst;
    }

    private double utilizationWith(int vm, int host) {
        double highest = 0;
        for (int r = 0; r < resources; r++) {
            double capacity = fleet.hosts().get(host).capacity().value(r);
            highest = Math.max(highest, (load[host][r] + demand[vm][r]) / capacity);
        }
        return highest;
    }

    /** Largest CPU demand first, or of the first resource where there is no CPU. */
    private List<Integer> byDemand(List<Integer> vms) {
        int r = fleet.resources().contains(Resource.CPU) ? fleet.resources().indexOf(Resource.CPU) : 0;
        return vms.stream()
                .sorted(Comparator.comparingDouble((Integer vm) -> demand[vm][r])
                        .reversed())
                .toList();
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
        add(vm, host);
        rules.move(vm, host);
        hostByVm[vm] = host;
    }

    private void add(int vm, int host) {
        vmsByHost.get(host).add(vm);
        change(vm, host, 1);
    }

    private void remove(int vm, int host) {
        vmsByHost.get(host).remove((Integer) vm);
        change(vm, host, -1);
        if (vmsByHost.get(host).isEmpty()) {
            // Rounding must not leave a trace of load on an empty host.
            Arrays.fill(load[host], 0);
        }
    }

    private void change(int vm, int host, int sign) {
        for (int r = 0; r < resources; r++) {
            load[host][r] += sign * demand[vm][r];
        }
    }
}
