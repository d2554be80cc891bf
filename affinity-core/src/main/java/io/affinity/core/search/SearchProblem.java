package io.affinity.core.search;

import io.affinity.core.reassignment.GroupRule;
import io.affinity.core.reassignment.HostsForbidden;
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
import java.util.stream.IntStream;

/**
 * A placement problem as a reassignment: promises are columns, scenarios a cost of hosts, bans a cost of moves; policies, the user's terms,
 * hosts to be emptied and allowances are rules. What is hard costs so much that no gain pays for it, so one number says what a change is worth.
 * Immutable, but for the state of the rules that it begins.
 */
final class SearchProblem {

    /** What a unit of hard violation costs, in migrations: more than any gain, and little enough that what is traded stays exact beside it. */
    static final double HARD = 1e7;

    private final PlacementProblem problem;
    private final Fleet fleet;
    private final OpenTargets targets;
    private final LoadColumns promises;
    private final Overcommit overcommit;

    /** Policies and terms, which are the first of the reassignment's rules. */
    private final List<SearchRule> rules;

    private final Reassignment reassignment;
    private final BitSet isReliefOnly = new BitSet();

    SearchProblem(PlacementProblem problem) {
        this.problem = problem;
        fleet = problem.fleet();
        targets = new OpenTargets(problem);
        promises = PromiseColumns.of(fleet);
        overcommit = new Overcommit(promises, HARD);
        rules = new ArrayList<>(new RuleCompiler(fleet).compile());
        problem.terms().forEach(term -> rules.add(SearchRule.of(term, problem)));
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
                        problem.scenarios().over(fleet.withPlacement(fleet.placementOf(hostByVm))), problem.weights()))
                .moveCosts(targets);
        for (SearchRule rule : rules) {
            if (rule.isHard()) {
                builder.hard(rule.beginning(), HARD);
            } else {
                builder.soft(rule.beginning(), rule.weight());
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
            builder.hard(MovesOfHost.of(initial, fleet.indexOf(one.host()), one.left()), HARD);
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

    SearchPlacement begin() {
        return new SearchPlacement(reassignment);
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
        return overcommit.share(host, placement.load(host));
    }

    Objective objective(SearchPlacement placement) {
        ScenarioCosts costs = scenarioCosts(placement);
        double contention = 0;
        double shortfall = 0;
        double activeHosts = 0;
        double imbalance = 0;
        double hard = placement.ruleTotal(rules.size());
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
                hard += placement.ruleTotal(i);
            } else {
                amounts.put(rule.amount(), rule.weight() * placement.ruleTotal(i));
            }
        }
        return new Objective(hard, amounts);
    }
}
