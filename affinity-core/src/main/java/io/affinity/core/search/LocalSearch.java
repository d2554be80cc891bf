package io.affinity.core.search;

import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.SolveLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The search itself. Each part only makes changes that lower the objective, hard violations first:
 *
 * <ol>
 *   <li>relieve: the VM whose migration gains most leaves the host with the costliest shortfall, again and again; VMs that
 *       violate rules or are stranded on draining hosts are treated alike, as their gain is a mended rule;
 *   <li>empty: where hosts cost something, the idlest ones are emptied as a whole or not at all;
 *   <li>polish: a few VMs at a time are taken out and put back in random order (large-neighborhood search; Shaw 1998);
 *   <li>trim: migrations that have become useless are taken back.
 * </ol>
 */
final class LocalSearch {

    /** Hosts tried in vain, one after the other, before emptying gives up. */
    private static final int PATIENCE = 12;

    private static final double LEAST_GAIN = 1e-6;

    private final SearchState state;
    private final SolveLimits limits;
    private final SplittableRandom random;
    private final boolean hostsCost;
    private final boolean unevennessCosts;
    private final int hosts;

    LocalSearch(SearchState state, SolveLimits limits, boolean hostsCost) {
        this.state = state;
        this.limits = limits;
        this.random = new SplittableRandom(limits.seed());
        this.hostsCost = hostsCost;
        this.unevennessCosts = state.objective().amount(Objective.IMBALANCE) > 0;
        this.hosts = state.fleet().hosts().size();
    }

    void run() {
        mend();
        relieve();
        if (hostsCost) {
            empty();
        }
        polish();
        trim();
    }

    /** Migrates VMs whose own migration lowers the hard violation or the cost of soft rules. */
    private void mend() {
        boolean improved = true;
        while (improved && !limits.stop().getAsBoolean()) {
            improved = false;
            for (int vm : movableVms()) {
                if (isInBreach(vm)) {
                    improved |= moveIfBetter(vm);
                }
            }
        }
    }

    private boolean isInBreach(int vm) {
        int host = state.hostOf(vm);
        return state.isStranded(vm, host)
                || state.costs().promises().overcommit(host) > 0
                || state.rulesOf(vm).stream().anyMatch(rule -> rule.state().total() > 0);
    }

    private boolean moveIfBetter(int vm) {
        int from = state.hostOf(vm);
        state.lift(vm);
        TargetChoice stay = TargetChoice.of(state, vm, from);
        TargetChoice best = TargetChoice.best(state, vm, hostsCost, anyHostBut(from));
        boolean better = best.exists() && best.improvesOn(stay);
        state.put(vm, better ? best.host() : from);
        return better;
    }

    private void relieve() {
        int[] byCost = IntStream.range(0, hosts)
                .filter(host -> state.costs().shortageCost(host) > LEAST_GAIN)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer host) -> -state.costs().shortageCost(host)))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int host : byCost) {
            while (!limits.stop().getAsBoolean() && relieveOnce(host)) {
                // Each round lowers the objective by more than a fixed amount, so it ends.
            }
        }
    }

    private boolean relieveOnce(int host) {
        if (state.costs().shortageCost(host) <= LEAST_GAIN) {
            return false;
        }
        int bestVm = -1;
        int bestTarget = -1;
        double bestGain = LEAST_GAIN;
        for (int vm : movableVmsOn(host)) {
            state.lift(vm);
            TargetChoice stay = TargetChoice.of(state, vm, host);
            TargetChoice target = TargetChoice.best(state, vm, hostsCost, anyHostBut(host));
            boolean harmless = target.exists() && target.hardViolation() <= stay.hardViolation() + 1e-9;
            double gain = harmless ? stay.cost() - target.cost() : 0;
            if (gain > bestGain) {
                bestVm = vm;
                bestTarget = target.host();
                bestGain = gain;
            }
            state.put(vm, host);
        }
        if (bestVm >= 0) {
            state.move(bestVm, bestTarget);
        }
        return bestVm >= 0;
    }

    private void empty() {
        int[] byUse = IntStream.range(0, hosts)
                .filter(host -> state.costs().vmCount(host) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer host) -> state.costs().utilization(host)))
                .mapToInt(Integer::intValue)
                .toArray();
        int failures = 0;
        for (int host : byUse) {
            if (failures == PATIENCE || limits.stop().getAsBoolean()) {
                return;
            }
            failures = empty(host) ? 0 : failures + 1;
        }
    }

    private boolean empty(int host) {
        int[] vms = vmsOn(host);
        if (vms.length == 0 || Arrays.stream(vms).anyMatch(vm -> !state.isPackable(vm))) {
            return false;
        }
        int[] bySize = Arrays.stream(vms)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer vm) -> -state.costs().size(vm, host)))
                .mapToInt(Integer::intValue)
                .toArray();
        Objective before = state.objective();
        for (int i = 0; i < bySize.length; i++) {
            state.lift(bySize[i]);
            TargetChoice target = TargetChoice.best(
                    state,
                    bySize[i],
                    true,
                    other -> other != host && state.costs().vmCount(other) > 0);
            if (!target.exists()) {
                state.put(bySize[i], host);
                putBack(bySize, i, host);
                return false;
            }
            state.put(bySize[i], target.host());
        }
        if (state.objective().compareTo(before) >= 0) {
            putBack(bySize, bySize.length, host);
            return false;
        }
        return true;
    }

    private void putBack(int[] vms, int count, int host) {
        for (int i = 0; i < count; i++) {
            state.move(vms[i], host);
        }
    }

    private void polish() {
        int[] movable = movableVms();
        int[] hurting = Arrays.stream(movable).filter(this::hurts).toArray();
        if (hurting.length == 0 || movable.length < 2) {
            return;
        }
        Objective incumbent = state.objective();
        for (long i = 0; i < limits.iterations() && !limits.stop().getAsBoolean(); i++) {
            int[] neighborhood = neighborhood(movable, hurting);
            int[] from = Arrays.stream(neighborhood).map(state::hostOf).toArray();
            Arrays.stream(neighborhood).forEach(state::lift);
            boolean complete = putGreedily(neighborhood, from);
            Objective candidate = complete ? state.objective() : incumbent;
            if (complete && candidate.compareTo(incumbent) < 0) {
                incumbent = candidate;
            } else {
                for (int k = 0; k < neighborhood.length; k++) {
                    state.move(neighborhood[k], from[k]);
                }
            }
        }
    }

    /** Whether a rule or the host of the VM leaves something to be gained. */
    private boolean hurts(int vm) {
        return unevennessCosts || isInBreach(vm) || state.costs().shortageCost(state.hostOf(vm)) > LEAST_GAIN;
    }

    /** Two to four VMs, the first of which hurts. */
    private int[] neighborhood(int[] movable, int[] hurting) {
        int size = Math.min(movable.length, 2 + random.nextInt(3));
        List<Integer> chosen = new ArrayList<>(List.of(hurting[random.nextInt(hurting.length)]));
        while (chosen.size() < size) {
            int vm = movable[random.nextInt(movable.length)];
            if (!chosen.contains(vm)) {
                chosen.add(vm);
            }
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Puts all lifted VMs somewhere; where one finds no host they all go back to where they were. */
    private boolean putGreedily(int[] lifted, int[] from) {
        boolean complete = true;
        for (int k = 0; k < lifted.length; k++) {
            TargetChoice target = TargetChoice.best(state, lifted[k], hostsCost, host -> true);
            complete &= target.exists();
            state.put(lifted[k], target.exists() ? target.host() : from[k]);
        }
        return complete;
    }

    private void trim() {
        for (int vm = 0; vm < state.fleet().vms().size(); vm++) {
            if (state.isMigrated(vm)) {
                int host = state.hostOf(vm);
                state.lift(vm);
                TargetChoice here = TargetChoice.of(state, vm, host);
                int home = state.initialHostOf(vm);
                boolean useless = state.isAllowed(vm, home) && !here.improvesOn(TargetChoice.of(state, vm, home));
                state.put(vm, useless ? home : host);
            }
        }
    }

    private IntPredicate anyHostBut(int excluded) {
        return host -> host != excluded;
    }

    private int[] vmsOn(int host) {
        return IntStream.range(0, state.fleet().vms().size())
                .filter(vm -> state.hostOf(vm) == host)
                .toArray();
    }

    private int[] movableVmsOn(int host) {
        return Arrays.stream(vmsOn(host)).filter(state::isMovable).toArray();
    }

    private int[] movableVms() {
        return IntStream.range(0, state.fleet().vms().size())
                .filter(state::isMovable)
                .toArray();
    }
}
