// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.contention.ScenarioColumns;
import io.affinity.core.reassignment.GroupRule;
import io.affinity.core.reassignment.HostsForbidden;
import io.affinity.core.reassignment.Improver;
import io.affinity.core.reassignment.LoadColumns;
import io.affinity.core.reassignment.MovesOfHost;
import io.affinity.core.reassignment.MovesOfVms;
import io.affinity.core.reassignment.Reassignment;
import io.affinity.core.reassignment.SearchPlacement;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.placement.MigrationAllowance;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A placement problem as a reassignment: promises are columns, scenarios a cost of hosts, bans a cost of moves; policies, the user's terms,
 * hosts to be emptied and allowances are rules. What is hard costs so much that no gain pays for it, so one number says what a change is worth.
 * Immutable, but for the state of the rules that it begins.
 */
final class SearchProblem {

    /** What a unit of hard violation costs, in migrations: more than any gain, and little enough that what is traded stays exact beside it. */
    static final double HARD = 1e7;

    private static final int NONE = -1;

    private final PlacementProblem problem;
    private final int waiting;
    private final Fleet fleet;
    private final OpenTargets targets;
    private final int[] openHosts;
    private final SpentAllowances spent;
    private final LoadColumns promises;
    private final Overcommit overcommit;

    /** Policies and terms, which are the first of the reassignment's rules. */
    private final List<SearchRule> rules;

    private final Reassignment reassignment;
    private final BitSet isReliefOnly = new BitSet();

    /** A problem whose VMs all run. */
    SearchProblem(PlacementProblem problem) {
        this(problem, NONE);
    }

    /** @param waiting a host on which VMs wait that do not run, by its index, or less than 0 */
    SearchProblem(PlacementProblem problem, int waiting) {
        this.problem = problem;
        this.waiting = waiting;
        fleet = problem.fleet();
        targets = new OpenTargets(problem);
        promises = PromiseColumns.of(fleet);
        overcommit = new Overcommit(promises, HARD);
        rules = new ArrayList<>(new RuleCompiler(fleet).compile());
        problem.terms().forEach(term -> rules.add(SearchRule.of(term, problem)));
        openHosts = IntStream.range(0, fleet.hosts().size())
                .filter(host -> !targets.isShut(host))
                .toArray();
        spent = new SpentAllowances(problem, waiting);
        reassignment = compile();
        for (int vm : PresentIndexes.ofVms(fleet, problem.reliefOnly())) {
            isReliefOnly.set(vm);
        }
    }

    private Reassignment compile() {
        int[] initial = fleet.hostIndexByVm();
        Reassignment.Builder builder = Reassignment.builder(
                        promises, Arrays.stream(initial).boxed().toList())
                .loadCost(overcommit)
                .hostTerm(hostByVm -> new ScenarioCosts(
                        problem.scenarios().over(fleet.withPlacement(fleet.placementOf(hostByVm))),
                        problem.weights(),
                        waiting))
                .moveCosts(targets);
        for (SearchRule rule : rules) {
            GroupRule.Beginning running = RunningOnly.of(rule.beginning(), waiting);
            if (rule.isHard()) {
                builder.hard(running, HARD);
            } else {
                builder.soft(running, rule.weight());
            }
        }
        builder.hard(stranded(initial), HARD);
        problem.allowances().forEach(allowance -> addAllowance(allowance, initial, builder));
        return builder.build();
    }

    /** A VM on a draining host counts as much as one violated rule. */
    private GroupRule.Beginning stranded(int[] initial) {
        BitSet draining = new BitSet();
        for (int h = 0; h < fleet.hosts().size(); h++) {
            draining.set(h, fleet.hosts().get(h).state() == HostState.DRAINING);
        }
        return HostsForbidden.of(
                IntStream.range(0, draining.isEmpty() ? 0 : initial.length)
                        .filter(targets::isMovable)
                        .toArray(),
                draining);
    }

    private void addAllowance(MigrationAllowance allowance, int[] initial, Reassignment.Builder builder) {
        if (allowance instanceof MigrationAllowance.OfVms some) {
            builder.hard(MovesOfVms.of(PresentIndexes.ofVms(fleet, some.vms()), initial, some.left()), HARD);
        } else if (allowance instanceof MigrationAllowance.OfHost one && fleet.contains(one.host())) {
            // To start is not to migrate.
            int[] running = IntStream.of(initial)
                    .map(host -> host == waiting ? GroupRule.NOWHERE : host)
                    .toArray();
            builder.hard(MovesOfHost.of(running, fleet.indexOf(one.host()), one.left()), HARD);
        }
    }

    PlacementProblem asked() {
        return problem;
    }

    Fleet fleet() {
        return fleet;
    }

    List<SearchRule> rules() {
        return rules;
    }

    /** {@return how many rules come first in a placement that may be broken: policies and terms, and that hosts are to be emptied} */
    int breakableRules() {
        return rules.size() + 1;
    }

    ScenarioColumns scenarios() {
        return ScenarioColumns.of(problem.scenarios());
    }

    LoadColumns promises() {
        return promises;
    }

    double priority(int vm) {
        return fleet.vms().get(vm).priority().weight();
    }

    /** {@return what it costs that a VM leaves its host, wherever it goes; infinite if no host can take it, all VMs being elsewhere} */
    double costOfLeaving(int vm) {
        int home = fleet.hostIndexOf(vm);
        if (spent.keeps(vm, home)) {
            return Double.POSITIVE_INFINITY;
        }
        for (int host : openHosts) {
            double cost = host == home || spent.refuses(home, host) ? Double.POSITIVE_INFINITY : targets.of(vm, host);
            if (cost < Double.POSITIVE_INFINITY && isLargeEnough(host, vm)) {
                return cost;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private boolean isLargeEnough(int host, int vm) {
        for (int r = 0; r < promises.resources(); r++) {
            if (promises.need(vm, r) > 0 && promises.need(vm, r) > promises.capacity(host, r)) {
                return false;
            }
        }
        return true;
    }

    /** {@return what a host may promise of each resource without being more beyond its limits than a load is} */
    long[] mostPromised(int host, long[] load) {
        double share = overcommit(host, load);
        long[] most = new long[load.length];
        for (int r = 0; r < most.length; r++) {
            long limit = promises.capacity(host, r);
            most[r] = limit <= 0 ? Long.MAX_VALUE : share > 0 ? (long) Math.ceil(limit * (1 + share + 1e-9)) : limit;
        }
        return most;
    }

    /** {@return whether no VM may come to a host} */
    boolean isClosed(int host) {
        return targets.isShut(host);
    }

    /** {@return whether VMs wait on a host, which is none of the cluster's then} */
    boolean isWaitingRoom(int host) {
        return host == waiting;
    }

    /** {@return what it costs that a host is on for the horizon} */
    double costOfActiveHost() {
        return problem.weights().activeHost() * problem.scenarios().horizonHours();
    }

    SearchPlacement begin() {
        return new SearchPlacement(reassignment);
    }

    /** {@return what makes a placement better that was begun here} */
    Improver improver(
            SearchPlacement placement, Function<SearchPlacement, IntPredicate> mayMove, double enough, int threads) {
        return new Improver(reassignment, placement, mayMove, enough, threads);
    }

    /** {@return what scenarios cost in a placement that was begun here} */
    static ScenarioCosts scenarioCosts(SearchPlacement placement) {
        return (ScenarioCosts) placement.term(0);
    }

    /** {@return whether the VM may be migrated at all} */
    boolean isMovable(int vm) {
        return targets.isMovable(vm);
    }

    /** {@return whether it may be migrated to save its host} */
    boolean isPackable(int vm) {
        return targets.isMovable(vm) && !isReliefOnly.get(vm);
    }

    /** {@return whether hosts cost something for being switched on} */
    boolean doHostsCost() {
        return problem.weights().activeHost() > 0;
    }

    /** {@return why a VM must not go from where it is to a host, or an empty text if it may; home it may always go but for its room} */
    String exclusion(SearchPlacement placement, int vm, int host) {
        if (host != placement.homeOf(vm)) {
            String closed = targets.exclusion(vm, host);
            if (!closed.isEmpty()) {
                return closed;
            }
        }
        if (!placement.hasRoom(vm, host)) {
            return "allocation limit";
        }
        int rule = placement.forbidding(vm, host);
        if (rule < 0 || rule == rules.size()) {
            return "";
        }
        return rule < rules.size() ? rules.get(rule).name() : "migration budget";
    }

    /** {@return by how much a host promises more than it may, as a share of its limit; zero if it does not} */
    double overcommit(SearchPlacement placement, int host) {
        return overcommit(host, placement.load(host));
    }

    /** {@return the same of any load} */
    double overcommit(int host, long[] load) {
        return overcommit.share(host, load);
    }

    Objective objective(SearchPlacement placement) {
        ScenarioCosts costs = scenarioCosts(placement);
        double contention = 0;
        double shortfall = 0;
        double activeHosts = 0;
        double imbalance = 0;
        double hard = placement.rule(rules.size()).total();
        for (int h = 0; h < placement.hosts(); h++) {
            contention += costs.contentionCost(h);
            shortfall += costs.shortfallCost(h);
            activeHosts += costs.activeCost(h);
            imbalance += costs.imbalanceCost(h);
            hard += overcommit(placement, h);
        }
        double migrations = 0;
        for (int vm = 0; vm < placement.vms(); vm++) {
            migrations += placement.hostOf(vm) == placement.homeOf(vm)
                    ? 0
                    : problem.migrationCosts().getOrDefault(fleet.vms().get(vm).id(), 1.0);
        }
        Map<String, Double> amounts = new LinkedHashMap<>();
        amounts.put(Objective.CONTENTION, contention);
        amounts.put(Objective.SHORTFALL, shortfall);
        amounts.put(Objective.ACTIVE_HOSTS, activeHosts);
        amounts.put(Objective.IMBALANCE, imbalance);
        amounts.put(Objective.MIGRATIONS, migrations);
        for (int i = 0; i < rules.size(); i++) {
            SearchRule rule = rules.get(i);
            if (rule.isHard()) {
                hard += placement.rule(i).total();
            } else {
                amounts.put(rule.amount(), rule.weight() * placement.rule(i).total());
            }
        }
        return new Objective(hard, amounts);
    }
}
