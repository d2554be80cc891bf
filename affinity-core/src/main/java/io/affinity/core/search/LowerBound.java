// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.SearchPlacement;
import io.affinity.spi.placement.Bound;
import io.affinity.spi.placement.ObjectiveWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * What no placement is better than, from relaxations in each of which one thing is kept and all else forgotten. It takes milliseconds, as only
 * what is wrong is looked at: hosts that are short or promise too much, rules that are broken.
 *
 * <p><b>Hard violation.</b> It is a sum over rules and hosts. Each rule has a least amount ({@link RuleRelaxation#least}), each host promises at
 * least what the VMs need that cannot leave it. No placement has less than the sum of what is least of each.
 *
 * <p><b>Cost</b> of the placements that have no more hard violation than that, so that each rule and each host is at its own least, and all VMs
 * have left without whom it cannot be there. The cost is a sum over hosts, migrations and soft rules. What a VM's migration costs is divided among those that need
 * it ({@link LeavingCosts}): first among the hosts that are better off without it ({@link HostRelaxation}), then among the rules, or the other way round, whichever gives more. A
 * sum of parts, each of which is at its least, is not above the whole (additive bounds: Fischetti and Toth, "An additive bounding procedure for combinatorial
 * optimization problems", Operations Research 37, 1989).
 *
 * <p>Where hosts cost something for being on, so many stay on as it takes to promise what is promised ({@link #leastHosts}); and unevenness is at
 * least that of all demand spread over hosts as their capacity is ({@link #leastImbalance}).
 */
final class LowerBound {

    private static final double ROUNDING = 1e-9;

    /** Demands that are looked at, and values that are tried, of all hosts together. */
    private static final long MOST_DEMANDS = 4_000_000;

    private static final long MOST_WORK = 20_000_000;

    /** The same of each host, whatever others need. */
    private static final int FEWEST_CELLS = 16;

    private static final long LEAST_WORK = 2_000;

    private final SearchProblem problem;
    private final SearchPlacement placement;
    private final BooleanSupplier stop;
    private final LeavingCosts costs;
    private final List<RuleRelaxation> hard = new ArrayList<>();
    private final List<RuleRelaxation> soft = new ArrayList<>();
    private final List<Double> prices = new ArrayList<>();
    private final BitSet forced = new BitSet();

    private LowerBound(SearchProblem problem, SearchPlacement placement, BooleanSupplier stop) {
        this.problem = problem;
        this.placement = placement;
        this.stop = stop;
        costs = LeavingCosts.of(problem);
    }

    /**
     * {@return the bound of a problem}
     *
     * @param placement the present one
     * @param stop once it says so, what is not looked at yet counts as nothing
     */
    static Bound of(SearchProblem problem, SearchPlacement placement, BooleanSupplier stop) {
        return new LowerBound(problem, placement, stop).find();
    }

    private Bound find() {
        double hardViolation = leastOvercommit();
        double cost = 0;
        for (int i = 0; i < problem.breakableRules() && !stop.getAsBoolean(); i++) {
            boolean isSoft =
                    i < problem.rules().size() && !problem.rules().get(i).isHard();
            if (placement.rule(i).total() > 0) {
                RuleRelaxation relaxation = new RuleRelaxation(placement.rule(i), costs);
                if (isSoft) {
                    soft.add(relaxation);
                    prices.add(problem.rules().get(i).weight());
                    cost += problem.rules().get(i).weight() * relaxation.least();
                } else {
                    hard.add(relaxation);
                    hardViolation += relaxation.least();
                    relaxation.addForced(costs, forced);
                }
            }
        }
        cost += forced.stream().mapToDouble(costs::of).sum();
        forced.stream().forEach(vm -> costs.take(vm, Double.POSITIVE_INFINITY));
        return new Bound(hardViolation, cost + sharedCost() + leastImbalance());
    }

    private double sharedCost() {
        boolean areRulesBroken = hard.stream().anyMatch(RuleRelaxation::isMendable)
                || soft.stream().anyMatch(RuleRelaxation::isMendable);
        LeavingCosts hostsFirst = costs.copy();
        double cost = costOfHosts(hostsFirst) + costOfRules(hostsFirst);
        if (areRulesBroken) {
            LeavingCosts rulesFirst = costs.copy();
            cost = Math.max(cost, costOfRules(rulesFirst) + costOfHosts(rulesFirst));
        }
        return cost;
    }

    private double costOfRules(LeavingCosts shared) {
        double cost = 0;
        for (RuleRelaxation rule : hard) {
            cost += rule.cost(Double.POSITIVE_INFINITY, shared);
        }
        for (int i = 0; i < soft.size(); i++) {
            cost += soft.get(i).cost(prices.get(i), shared);
        }
        return cost;
    }

    private double leastOvercommit() {
        double sum = 0;
        for (int host = 0; host < placement.hosts(); host++) {
            if (placement.isOverfull(host)) {
                long[] fixed = placement.load(host);
                for (int place = 0; place < placement.vmsOn(host); place++) {
                    int vm = placement.vmOn(host, place);
                    for (int r = 0; r < fixed.length; r++) {
                        fixed[r] -= costs.canLeave(vm) ? problem.promises().need(vm, r) : 0;
                    }
                }
                sum += problem.overcommit(host, fixed);
            }
        }
        return sum;
    }

    /**
     * A host that stays on costs that and what it costs at least; one that is switched off costs what it costs that all leave. Of those
     * that would rather be off, those stay on that it costs least, if too few do.
     */
    private double costOfHosts(LeavingCosts shared) {
        HostRelaxation relaxation = new HostRelaxation(problem, placement, forced);
        double active = problem.costOfActiveHost();
        double sum = 0;
        int mustBeOn = active > 0 ? leastHosts() : 0;
        double[] savedByOff = new double[placement.hosts()];
        int mayBeOff = 0;
        int[] wrong = IntStream.range(0, placement.hosts())
                .filter(this::isToBeLookedAt)
                .toArray();
        long vms = IntStream.of(wrong).mapToLong(placement::vmsOn).sum();
        int cells = (int) Math.max(FEWEST_CELLS, MOST_DEMANDS / (1 + vms));
        long work = Math.max(LEAST_WORK, MOST_WORK / (1 + wrong.length));
        for (int host = 0; host < placement.hosts(); host++) {
            if (problem.isWaitingRoom(host)) {
                mustBeOn--;
                continue;
            }
            double off = active > 0 ? costOfLeaving(host, shared) : Double.POSITIVE_INFINITY;
            double stays =
                    isToBeLookedAt(host) && !stop.getAsBoolean() ? relaxation.cost(host, cells, work, shared) : 0;
            sum += stays;
            if (off == Double.POSITIVE_INFINITY) {
                mustBeOn--;
                sum += active;
            } else {
                sum += active;
                savedByOff[mayBeOff++] = stays + active - off;
                if (off > 0) {
                    takeAll(host, shared);
                }
            }
        }
        if (active == 0) {
            return sum;
        }
        Arrays.sort(savedByOff, 0, mayBeOff);
        for (int i = Math.max(0, mustBeOn); i < mayBeOff; i++) {
            sum -= Math.max(0, savedByOff[i]);
        }
        return sum;
    }

    private boolean isToBeLookedAt(int host) {
        return SearchProblem.scenarioCosts(placement).shortageCost(host) > 0 || placement.isOverfull(host);
    }

    /** {@return what it costs that all leave a host; infinite if not all can} */
    private double costOfLeaving(int host, LeavingCosts shared) {
        double sum = 0;
        for (int place = 0; place < placement.vmsOn(host); place++) {
            sum += shared.of(placement.vmOn(host, place));
        }
        return sum;
    }

    private void takeAll(int host, LeavingCosts shared) {
        for (int place = 0; place < placement.vmsOn(host); place++) {
            shared.take(placement.vmOn(host, place), Double.POSITIVE_INFINITY);
        }
    }

    /** {@return how many hosts it takes at least to promise what is promised: of each resource, those that may promise most} */
    private int leastHosts() {
        int least = 0;
        for (int r = 0; r < problem.promises().resources(); r++) {
            long[] most = new long[placement.hosts()];
            long all = 0;
            for (int host = 0; host < most.length; host++) {
                long now = placement.load(host)[r];
                all += now;
                most[host] = problem.isClosed(host)
                        ? now
                        : Math.max(now, problem.promises().capacity(host, r));
            }
            Arrays.sort(most);
            int hosts = 0;
            for (int i = most.length - 1; i >= 0 && all > 0; i--) {
                all -= Math.min(all, most[i]);
                hosts++;
            }
            least = Math.max(least, hosts);
        }
        return least;
    }

    /**
     * {@return what unevenness costs at least} The sum of {@code (load(h) / usable(h))^2} over hosts is least, of all loads with one sum, where each load is in
     * proportion to the square of what is usable (Cauchy and Schwarz), and the resource that a host uses most is at least this one.
     */
    private double leastImbalance() {
        ObjectiveWeights weights = problem.asked().weights();
        double least = 0;
        for (int r = 0;
                weights.imbalance() > 0 && r < problem.fleet().resources().size();
                r++) {
            double squares = 0;
            double demand = 0;
            for (int host = 0; host < placement.hosts(); host++) {
                if (!problem.isWaitingRoom(host)) {
                    double usable = problem.fleet().hosts().get(host).usable(r);
                    squares += usable > 0 ? usable * usable : Double.POSITIVE_INFINITY;
                    demand += SearchProblem.scenarioCosts(placement).meanLoad(host, r);
                }
            }
            least = Math.max(least, demand * demand / squares);
        }
        return Math.max(0, weights.imbalance() * least * (1 - ROUNDING));
    }
}
