// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.contention.ScenarioColumns;
import io.affinity.core.reassignment.SearchPlacement;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.SolveLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * VMs that do not run yet, or whose host is gone, in the search of the control loop. They wait on a host of their own, which is to be
 * emptied and costs nothing, and on which no rule sees them; all that is asked of other VMs is asked of them. One that cannot be placed without a
 * hard rule being broken more than it is without all of them waits on. Mutable; belongs to one thread.
 */
public final class Newcomers {

    private static final double ROUNDING = 1e-9;

    private final SearchProblem problem;
    private final Fleet fleet;
    private final int waiting;
    private SearchPlacement placement;

    /** Of each rule, how much it is broken in the fleet without those who wait. */
    private final double[] without;

    /** Where a VM may be, and what that adds. */
    public record Choice(int host, String excludedBy, double cost, double softRules) {}

    /**
     * Begins where the VMs are now.
     *
     * @param asked in whose fleet some VMs wait
     * @param waiting the host that they wait on, which is draining and has room for all of them
     */
    public Newcomers(PlacementProblem asked, HostId waiting) {
        fleet = asked.fleet();
        this.waiting = fleet.indexOf(waiting);
        problem = new SearchProblem(
                asked.toBuilder()
                        .scenarios(ScenarioColumns.of(asked.scenarios()))
                        .build(),
                this.waiting);
        placement = problem.begin();
        without = withoutThem();
    }

    /** Terms are asked about a fleet that is there, so of theirs the beginning counts. */
    private double[] withoutThem() {
        Fleet.Builder builder =
                Fleet.builder(fleet.observedAt()).topology(fleet.topology()).policies(fleet.policies());
        for (Host host : fleet.hosts()) {
            if (!host.equals(fleet.hosts().get(waiting))) {
                builder.host(host);
            }
        }
        for (int v = 0; v < fleet.vms().size(); v++) {
            if (fleet.hostIndexOf(v) != waiting) {
                builder.vm(
                        fleet.vms().get(v),
                        fleet.hosts().get(fleet.hostIndexOf(v)).id());
            }
        }
        Fleet rest = builder.build();
        Map<String, Double> byName = new LinkedHashMap<>();
        for (SearchRule rule : new RuleCompiler(rest).compile()) {
            byName.put(rule.name(), rule.beginning().begin(rest.hostIndexByVm()).total());
        }
        double[] totals = new double[problem.rules().size()];
        Arrays.setAll(
                totals,
                i -> byName.getOrDefault(
                        problem.rules().get(i).name(), placement.rule(i).total()));
        return totals;
    }

    /**
     * {@return the best placement of all VMs that is found} Those that wait on are where they waited. Afterwards questions are about this placement.
     *
     * @throws IllegalArgumentException if the problem is none
     */
    public PlacementResult solve(SolveLimits limits) {
        LocalSearch search = new LocalSearch(problem, limits, LocalSearchSolver.PROCESSORS);
        Objective before = search.objective();
        placement = search.run();
        withdraw();
        Objective after = problem.objective(placement);
        if (after.compareTo(before) >= 0) {
            placement = problem.begin();
            return new PlacementResult.Unchanged(fleet.placement(), before, search.bound());
        }
        return new PlacementResult.Improved(
                fleet.placementOf(placement.hostIndexByVm()),
                before,
                after,
                search.bound(),
                new Explainer(problem, placement, limits.stop()).explain());
    }

    /** The search prefers a broken rule to a VM that waits where both cost the same. */
    private void withdraw() {
        for (int i = 0; i < without.length; i++) {
            int[] members = placement.rule(i).members();
            for (int m = members.length - 1; m >= 0 && isWorse(i, 0); m--) {
                int vm = members[m];
                if (placement.homeOf(vm) == waiting && placement.hostOf(vm) != waiting) {
                    placement.move(vm, waiting, 0);
                }
            }
        }
    }

    private boolean isWorse(int rule, double growth) {
        return problem.rules().get(rule).isHard() && placement.rule(rule).total() + growth > without[rule] + ROUNDING;
    }

    /** {@return the index of the host that a VM is on} */
    public int hostOf(int vm) {
        return placement.hostOf(vm);
    }

    /** {@return why a VM must not go from where it is to a host, or an empty text if it may} */
    public String exclusion(int vm, int host) {
        String excluded = problem.isMovable(vm) ? problem.exclusion(placement, vm, host) : "must not be migrated";
        if (!excluded.isEmpty() || placement.homeOf(vm) != waiting) {
            return excluded;
        }
        String[] first = {""};
        placement.tellChanges(vm, host, (rule, growth) -> {
            if (first[0].isEmpty() && rule < without.length && isWorse(rule, growth)) {
                first[0] = problem.rules().get(rule).name();
            }
        });
        return first[0];
    }

    /**
     * {@return what each of some hosts would mean for a VM that waits or did so, all others being where they are}
     *
     * @param isAsked by the index of the host; that on which VMs wait is never one
     */
    public List<Choice> choices(int vm, IntPredicate isAsked) {
        int target = placement.hostOf(vm);
        if (target != waiting) {
            placement.move(vm, waiting, 0);
        }
        List<Choice> choices = new ArrayList<>();
        for (int host = 0; host < placement.hosts(); host++) {
            if (host != waiting && isAsked.test(host)) {
                choices.add(choice(vm, host));
            }
        }
        if (target != waiting) {
            placement.move(vm, target, 0);
        }
        return choices;
    }

    private Choice choice(int vm, int host) {
        String excluded = exclusion(vm, host);
        return excluded.isEmpty()
                ? new Choice(host, excluded, placement.softShift(vm, host), softRules(vm, host))
                : new Choice(host, excluded, Double.NaN, Double.NaN);
    }

    private double softRules(int vm, int host) {
        double[] sum = {0};
        placement.tellChanges(vm, host, (rule, growth) -> {
            if (rule < without.length) {
                sum[0] += problem.rules().get(rule).weight() * growth;
            }
        });
        return sum[0];
    }
}
