// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.Improver;
import io.affinity.core.reassignment.SearchPlacement;
import io.affinity.core.reassignment.SearchProgress;
import io.affinity.spi.placement.Bound;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.SolveLimits;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The search itself. It ends when nothing better can be ({@link LowerBound}). No part leaves the cost higher than it found it:
 *
 * <ol>
 *   <li>small problems are annealed from the beginning;
 *   <li>mend: VMs in breach of rules, or on hosts to be emptied, go where that is least;
 *   <li>relieve: the VM whose migration gains most leaves the host with the costliest shortfall, again and again;
 *   <li>empty: where hosts cost something, the idlest ones are emptied as a whole or not at all;
 *   <li>anneal: if anything is left to be gained ({@link Improver});
 *   <li>trim: migrations that have become useless are taken back.
 * </ol>
 */
final class LocalSearch {

    /** Hosts tried in vain, one after the other, before emptying gives up. */
    private static final int PATIENCE = 12;

    private static final double LEAST_GAIN = 1e-6;

    /** Of all time, the search takes so much; the rest is for saying why. */
    private static final double SEARCHING = 0.95;

    /** Small problems are annealed twice. */
    private static final double HALF = 0.5;

    /** Proposals that one iteration stands for. */
    private static final int PROPOSALS = 64;

    /** With so many pairs of a VM and a host the search may forget where it began, and be sure to find back. */
    private static final int SMALL = 2500;

    private final SearchProblem problem;
    private final SolveLimits limits;
    private final SearchPlacement placement;
    private final ScenarioCosts costs;
    private final Bound bound;
    private final SplittableRandom random;

    /** With that cost nothing is left to be gained. */
    private final double enough;

    private final Improver improver;

    /** @param threads on which it may search, at least 1; what it finds does not depend on them */
    LocalSearch(SearchProblem problem, SolveLimits limits, int threads) {
        this.problem = problem;
        this.limits = limits;
        placement = problem.begin();
        random = new SplittableRandom(limits.seed());
        costs = SearchProblem.scenarioCosts(placement);
        bound = LowerBound.of(problem, placement, limits.stop());
        enough = SearchProblem.HARD * bound.hardViolation() + bound.cost() + LEAST_GAIN * (1 + bound.cost());
        improver = problem.improver(placement, this::mayMove, enough, threads);
    }

    SearchPlacement run() {
        boolean isSmall = (long) placement.vms() * placement.hosts() <= SMALL;
        if (isSmall) {
            anneal(true, HALF);
        }
        mend();
        relieve();
        if (problem.doHostsCost()) {
            empty();
        }
        anneal(isSmall, 1);
        trim();
        return placement;
    }

    /** {@return what the placement is worth that the search is at} */
    Objective objective() {
        return problem.objective(placement);
    }

    /** {@return what no placement is better than} */
    Bound bound() {
        return bound;
    }

    private boolean isStopped() {
        return placement.cost() <= enough || limits.stop().getAsBoolean();
    }

    /** Migrates VMs whose own migration lowers the hard violation or the cost of soft rules. */
    private void mend() {
        boolean improved = true;
        while (improved && !isStopped()) {
            improved = false;
            for (int vm = 0; vm < placement.vms(); vm++) {
                if (isInBreach(vm, placement) && problem.isMovable(vm) && !isStopped()) {
                    improved |= moveIfBetter(vm);
                }
            }
        }
    }

    private static boolean isInBreach(int vm, SearchPlacement searched) {
        return searched.isInBreach(vm) || searched.isOverfull(searched.hostOf(vm));
    }

    private boolean moveIfBetter(int vm) {
        TargetChoice best = TargetChoice.best(placement, vm, problem.doHostsCost(), host -> true);
        boolean isBetter = best.exists() && best.change() < -TargetChoice.TIE;
        if (isBetter) {
            placement.move(vm, best.host(), best.change());
        }
        return isBetter;
    }

    private void relieve() {
        int[] byCost = falling(
                IntStream.range(0, placement.hosts())
                        .filter(host -> costs.shortageCost(host) > LEAST_GAIN)
                        .toArray(),
                host -> costs.shortageCost(host));
        for (int host : byCost) {
            while (!isStopped() && relieveOnce(host)) {
                // Each round lowers the cost by more than a fixed amount, so it ends.
            }
        }
    }

    private boolean relieveOnce(int host) {
        if (costs.shortageCost(host) <= LEAST_GAIN) {
            return false;
        }
        int bestVm = -1;
        TargetChoice best = new TargetChoice(-1, -LEAST_GAIN, 0);
        for (int vm : vmsOn(host)) {
            if (problem.isMovable(vm)) {
                TargetChoice target = TargetChoice.best(placement, vm, problem.doHostsCost(), other -> true);
                if (target.exists() && target.change() < best.change()) {
                    bestVm = vm;
                    best = target;
                }
            }
        }
        if (bestVm >= 0) {
            placement.move(bestVm, best.host(), best.change());
        }
        return bestVm >= 0;
    }

    private void empty() {
        int[] byUse = falling(
                IntStream.range(0, placement.hosts())
                        .filter(host -> placement.vmsOn(host) > 0)
                        .toArray(),
                host -> -costs.utilization(host));
        int failures = 0;
        for (int host : byUse) {
            if (failures == PATIENCE || isStopped()) {
                return;
            }
            failures = empty(host) ? 0 : failures + 1;
        }
    }

    private boolean empty(int host) {
        int[] vms = vmsOn(host);
        if (vms.length == 0 || Arrays.stream(vms).anyMatch(vm -> !problem.isPackable(vm))) {
            return false;
        }
        int[] bySize = falling(vms, vm -> costs.size(vm, host));
        double[] changes = new double[bySize.length];
        double change = 0;
        for (int i = 0; i < bySize.length; i++) {
            TargetChoice target =
                    TargetChoice.best(placement, bySize[i], true, other -> other != host && placement.vmsOn(other) > 0);
            if (!target.exists()) {
                putBack(bySize, changes, i, host);
                return false;
            }
            changes[i] = target.change();
            change += target.change();
            placement.move(bySize[i], target.host(), target.change());
        }
        if (change >= -TargetChoice.TIE) {
            putBack(bySize, changes, bySize.length, host);
            return false;
        }
        return true;
    }

    private void putBack(int[] vms, double[] changes, int count, int host) {
        for (int i = count - 1; i >= 0; i--) {
            placement.move(vms[i], host, -changes[i]);
        }
    }

    /** With a share of the iterations, and of the time that is left. */
    private void anneal(boolean forgets, double share) {
        int[] hurting = IntStream.range(0, placement.vms())
                .filter(problem::isMovable)
                .filter(this::hurts)
                .toArray();
        boolean canGain = hurting.length > 0 || problem.doHostsCost();
        if (!canGain || limits.iterations() == 0 || isStopped()) {
            return;
        }
        double proposals = share * limits.iterations() * PROPOSALS;
        SearchProgress progress = progress(share, proposals);
        if (forgets) {
            improver.searchAnew(hurting, random.split(), progress);
        } else {
            improver.refine(hurting, random.split(), progress);
        }
    }

    /** @param share of the time that is left */
    private SearchProgress progress(double share, double proposals) {
        double before = limits.spent().getAsDouble();
        double time = Math.max(LEAST_GAIN, share * (SEARCHING - before));
        return new SearchProgress() {
            @Override
            public double share(long count) {
                return limits.stop().getAsBoolean()
                        ? 1
                        : Math.max(count / proposals, (limits.spent().getAsDouble() - before) / time);
            }

            @Override
            public boolean isCommon() {
                return limits.iterations() == Long.MAX_VALUE;
            }
        };
    }

    /** Whether it is no VM of which too little is known to save its host. */
    private IntPredicate mayMove(SearchPlacement searched) {
        ScenarioCosts own = SearchProblem.scenarioCosts(searched);
        return vm -> !problem.doHostsCost() || problem.isPackable(vm) || isOutOfPlace(vm, searched, own);
    }

    private boolean hurts(int vm) {
        return problem.asked().weights().imbalance() > 0 || isOutOfPlace(vm, placement, costs);
    }

    /** Whether a rule or the host of a VM leaves something to be gained, or its own migration could be saved. */
    private static boolean isOutOfPlace(int vm, SearchPlacement searched, ScenarioCosts costs) {
        return searched.hostOf(vm) != searched.homeOf(vm)
                || isInBreach(vm, searched)
                || costs.shortageCost(searched.hostOf(vm)) > LEAST_GAIN;
    }

    private void trim() {
        for (int vm = 0; vm < placement.vms(); vm++) {
            int home = placement.homeOf(vm);
            if (placement.hostOf(vm) != home) {
                double change = placement.shift(vm, home);
                if (change <= TargetChoice.TIE) {
                    placement.move(vm, home, change);
                }
            }
        }
    }

    private int[] vmsOn(int host) {
        return IntStream.range(0, placement.vmsOn(host))
                .map(place -> placement.vmOn(host, place))
                .sorted()
                .toArray();
    }

    private static int[] falling(int[] indexes, ToDoubleFunction<Integer> value) {
        return Arrays.stream(indexes)
                .boxed()
                .sorted(Comparator.comparingDouble(value).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
