// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.check.PlacementChecker;
import io.affinity.core.contention.ContentionEstimator;
import io.affinity.core.reassignment.SearchPlacement;
import io.affinity.core.risk.ExpectedShortfallScorer;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Vm;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Says of each migration that the search chose why it is worth it, what it does to both hosts, and what else was ruled out. */
final class Explainer {

    private static final long MOST_QUESTIONS = 10_000_000;

    /** A unit of hard violation costs much more, and rounding much less. */
    private static final double RULE_BROKEN = 1;

    private final SearchProblem problem;
    private final SearchPlacement placement;
    private final Fleet fleet;
    private final ContentionForecast before;
    private final ContentionForecast after;
    private final double[] riskBefore;
    private final double[] riskAfter;
    private final boolean hostsCost;
    private final Map<String, Double> violationsBefore;
    private final BooleanSupplier stop;

    /** Of pairs of a VM and a host that are looked at for what else was possible, which takes seconds where all VMs are migrated. */
    private long questions = MOST_QUESTIONS;

    /** @param stop once it says so, what else was possible is left out */
    Explainer(SearchProblem problem, SearchPlacement placement, BooleanSupplier stop) {
        this.problem = problem;
        this.stop = stop;
        this.placement = placement;
        this.fleet = problem.fleet();
        this.before = ContentionEstimator.estimate(problem.asked().scenarios(), fleet.placement());
        this.after =
                ContentionEstimator.estimate(problem.asked().scenarios(), fleet.placementOf(placement.hostIndexByVm()));
        this.riskBefore = new double[fleet.vms().size()];
        this.riskAfter = new double[fleet.vms().size()];
        this.hostsCost = problem.doHostsCost();
        this.violationsBefore = new PlacementChecker(fleet).violations(fleet.placement());
        ExpectedShortfallScorer scorer = new ExpectedShortfallScorer();
        scorer.score(before, riskBefore);
        scorer.score(after, riskAfter);
    }

    /** {@return one recommendation for each VM that was migrated, by falling gain} */
    List<Recommendation> explain() {
        record Valued(Recommendation recommendation, double gain) {}
        List<Valued> valued = new ArrayList<>();
        for (int vm = 0; vm < fleet.vms().size(); vm++) {
            if (placement.hostOf(vm) != placement.homeOf(vm)) {
                double gain = placement.softShift(vm, placement.homeOf(vm));
                valued.add(new Valued(explain(vm, gain), gain));
            }
        }
        return valued.stream()
                .sorted(Comparator.comparingDouble(Valued::gain).reversed())
                .map(Valued::recommendation)
                .toList();
    }

    private Recommendation explain(int v, double gain) {
        Vm vm = fleet.vms().get(v);
        int source = placement.homeOf(v);
        int target = placement.hostOf(v);
        List<Reason> reasons = new ArrayList<>();
        addContention(reasons, source);
        addMendedPolicies(reasons, v, source);
        addOvercommit(reasons, source);
        boolean emptied = placement.vmsOn(source) == 0 && hostsCost;
        if (emptied || fleet.hosts().get(source).state() == HostState.DRAINING) {
            reasons.add(new Reason.HostEmptied(fleet.hosts().get(source).id()));
        }
        if (riskAfter[v] < riskBefore[v]) {
            reasons.add(new Reason.RiskReduced(riskBefore[v], riskAfter[v]));
        }
        reasons.add(new Reason.TargetContention(
                fleet.hosts().get(target).id(), before.peakProbability(target), after.peakProbability(target)));
        reasons.add(new Reason.Gain(gain));
        questions -= fleet.hosts().size();
        if (questions >= 0 && !stop.getAsBoolean()) {
            addNextBest(reasons, v, source);
            addExclusions(reasons, v, target);
        }
        return new Recommendation(
                vm.id(),
                fleet.hosts().get(source).id(),
                fleet.hosts().get(target).id(),
                reasons);
    }

    private void addContention(List<Reason> reasons, int host) {
        int resource = 0;
        int step = 0;
        for (int r = 0; r < fleet.resources().size(); r++) {
            for (int t = 0; t < before.steps(); t++) {
                if (before.shortfall(host, r, t) > before.shortfall(host, resource, step)) {
                    resource = r;
                    step = t;
                }
            }
        }
        if (before.probability(host, resource, step) > 0) {
            reasons.add(new Reason.ContentionAhead(
                    fleet.hosts().get(host).id(),
                    fleet.resources().get(resource),
                    before.step().multipliedBy(step + 1L),
                    before.probability(host, resource, step),
                    before.shortfall(host, resource, step)));
        }
    }

    private void addMendedPolicies(List<Reason> reasons, int vm, int source) {
        placement.tellChanges(vm, source, (rule, growth) -> {
            if (growth > 0 && rule < problem.rules().size()) {
                double now = placement.rule(rule).total();
                reasons.add(new Reason.PolicyMended(problem.rules().get(rule).name(), now + growth, now));
            }
        });
    }

    private void addOvercommit(List<Reason> reasons, int source) {
        HostId host = fleet.hosts().get(source).id();
        double was = violationsBefore.getOrDefault(PlacementChecker.ALLOCATION + host, 0.0);
        double now = problem.overcommit(placement, source);
        if (now < was) {
            reasons.add(new Reason.OvercommitReduced(host, was, now));
        }
    }

    /** Staying is told by the gain. */
    private void addNextBest(List<Reason> reasons, int vm, int source) {
        TargetChoice next = TargetChoice.best(placement, vm, hostsCost, host -> host != source);
        if (next.exists()) {
            double cost = placement.softShift(vm, next.host());
            if (next.change() - cost < RULE_BROKEN) {
                reasons.add(new Reason.NextBest(fleet.hosts().get(next.host()).id(), cost));
            }
        }
    }

    private void addExclusions(List<Reason> reasons, int vm, int target) {
        Map<String, List<HostId>> hostsByRule = new LinkedHashMap<>();
        for (int host = 0; host < fleet.hosts().size(); host++) {
            String rule = host == target ? "" : problem.exclusion(placement, vm, host);
            if (!rule.isEmpty()) {
                hostsByRule
                        .computeIfAbsent(rule, name -> new ArrayList<>())
                        .add(fleet.hosts().get(host).id());
            }
        }
        hostsByRule.forEach((rule, hosts) -> reasons.add(new Reason.HostsExcluded(rule, hosts)));
    }
}
