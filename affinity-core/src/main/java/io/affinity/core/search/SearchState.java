package io.affinity.core.search;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The placement that the search is at, and what a change would cost. Mutable; belongs to one thread.
 *
 * <p>Layout: plain arrays by the fleet's indexes, and for each VM the list of the rules it concerns, so that a change asks no others.
 * A search tries far more than it does, so what is asked most is cheapest: {@link #costOfPuttingWithoutShortage} is a few numbers of
 * the host and the VM's rules; {@link #growthOfShortage} reads steps x scenarios of the host, and only where it may be short; both
 * allocate nothing. {@link #lift} and {@link #put} write that much. {@link #objective} is a pass over VMs, hosts and rules, for
 * beginnings and ends. Loads are whole numbers, so that going back by the same way ends where it began.
 */
final class SearchState {

    /** A VM on a draining host counts as much as one violated rule. */
    private static final double PER_STRANDED_VM = 1;

    private final PlacementProblem problem;
    private final Fleet fleet;
    private final int[] initial;
    private final int[] hostByVm;
    private final double[] migrationCost;
    private final OpenTargets targets;
    private final List<SearchRule> rules;
    private final List<List<SearchRule>> rulesByVm;
    private final HostCosts costs;
    private final int[] kindByHost;
    private final double costOfActiveHost;

    SearchState(PlacementProblem problem) {
        this.problem = problem;
        this.fleet = problem.fleet();
        this.initial = fleet.hostIndexByVm();
        this.hostByVm = initial.clone();
        this.migrationCost = new double[initial.length];

        this.rules = Stream.concat(
                        new RuleCompiler(fleet).compile().stream(),
                        problem.terms().stream().map(term -> SearchRule.of(term, problem)))
                .toList();
        this.rulesByVm = IntStream.range(0, initial.length)
                .mapToObj(vm ->
                        rules.stream().filter(rule -> rule.state().concerns(vm)).toList())
                .toList();
        this.costs = new HostCosts(problem.scenarios(), problem.weights());
        this.targets = new OpenTargets(problem);
        this.kindByHost = kinds();
        this.costOfActiveHost =
                problem.weights().activeHost() * problem.scenarios().horizonHours();
        Arrays.setAll(
                migrationCost,
                v -> problem.migrationCosts().getOrDefault(fleet.vms().get(v).id(), 1.0));
    }

    private int[] kinds() {
        record Kind(
                ResourceVector capacity, ResourceVector ratio, ResourceVector reserve, HostState state, int openness) {}
        Map<Kind, Integer> numbers = new HashMap<>();
        return fleet.hosts().stream()
                .map(host -> new Kind(
                        host.capacity(),
                        host.overcommitRatio(),
                        host.reserve(),
                        host.state(),
                        targets.kindOf(fleet.indexOf(host.id()))))
                .mapToInt(kind -> numbers.computeIfAbsent(kind, k -> numbers.size()))
                .toArray();
    }

    Fleet fleet() {
        return fleet;
    }

    /** {@return a number that hosts share which differ in nothing but their name and fault domains} */
    int kindOf(int host) {
        return kindByHost[host];
    }

    /** {@return whether a rule or a ban makes hosts of one kind different for this VM} */
    boolean tellsHostsApart(int vm) {
        return !rulesByVm.get(vm).isEmpty() || targets.tellHostsApart(vm);
    }

    HostCosts costs() {
        return costs;
    }

    List<SearchRule> rules() {
        return rules;
    }

    List<SearchRule> rulesOf(int vm) {
        return rulesByVm.get(vm);
    }

    int hostOf(int vm) {
        return hostByVm[vm];
    }

    int initialHostOf(int vm) {
        return initial[vm];
    }

    boolean isMigrated(int vm) {
        return hostByVm[vm] != initial[vm];
    }

    boolean isAnyMigrated() {
        return !Arrays.equals(hostByVm, initial);
    }

    int[] hostIndexByVm() {
        return hostByVm.clone();
    }

    /** {@return whether the VM may be migrated at all} */
    boolean isMovable(int vm) {
        return Double.isFinite(migrationCost[vm]) && hostState(initial[vm]) != HostState.UNAVAILABLE;
    }

    /** {@return whether it may be migrated to save its host} */
    boolean isPackable(int vm) {
        return isMovable(vm)
                && !problem.reliefOnly().contains(fleet.vms().get(vm).id());
    }

    double migrationCost(int vm) {
        return migrationCost[vm];
    }

    private HostState hostState(int host) {
        return fleet.hosts().get(host).state();
    }

    /**
     * {@return why the VM, which no host holds at the moment, must not be put on this host, or an empty text if it may; to
     * the host where it was in the beginning it may go back whatever that host's state, unless its room was given away}
     */
    String exclusion(int vm, int host) {
        if (host != initial[vm]) {
            String closed = targets.exclusion(vm, host);
            if (!closed.isEmpty()) {
                return closed;
            }
            if (!costs.promises().mayPromise(host, vm)) {
                return "allocation limit";
            }
        } else if (!costs.promises().mayTakeBack(host, vm)) {
            return "allocation limit";
        }
        for (SearchRule rule : rulesByVm.get(vm)) {
            if (rule.forbids(vm, host)) {
                return rule.name();
            }
        }
        return "";
    }

    boolean isAllowed(int vm, int host) {
        return exclusion(vm, host).isEmpty();
    }

    /** Takes the VM from its host into the search's hands. */
    void lift(int vm) {
        int from = hostByVm[vm];
        costs.remove(vm, from);
        moveInRules(vm, -1);
        targets.lifted(vm, from);
        hostByVm[vm] = -1;
    }

    /** Puts a lifted VM on a host. */
    void put(int vm, int host) {
        costs.add(vm, host);
        moveInRules(vm, host);
        targets.put(vm, host);
        hostByVm[vm] = host;
    }

    void move(int vm, int host) {
        lift(vm);
        put(vm, host);
    }

    private void moveInRules(int vm, int to) {
        for (SearchRule rule : rulesByVm.get(vm)) {
            rule.state().move(vm, to);
        }
    }

    /** {@return what putting a lifted VM on a host adds to the cost: shortage, soft policies, migration, waking it} */
    double costOfPutting(int vm, int host) {
        return costOfPuttingWithoutShortage(vm, host) + growthOfShortage(vm, host);
    }

    /** {@return what of it has nothing to do with demand; never below, as a VM more makes no host less short} */
    double costOfPuttingWithoutShortage(int vm, int host) {
        double cost = host == initial[vm] ? 0 : migrationCost[vm];
        cost += costs.vmCount(host) == 0 ? costOfActiveHost : 0;
        if (problem.weights().imbalance() > 0) {
            double before = costs.utilization(host);
            double after = costs.utilizationWith(host, vm);
            cost += problem.weights().imbalance() * (after * after - before * before);
        }
        for (SearchRule rule : rulesByVm.get(vm)) {
            if (!rule.isHard()) {
                cost += rule.weight()
                        * (rule.state().totalIf(vm, host) - rule.state().total());
            }
        }
        return cost;
    }

    /** {@return by how much the shortage of a host gets dearer with a lifted VM} */
    double growthOfShortage(int vm, int host) {
        return costs.shortageCostWith(host, vm) - costs.shortageCost(host);
    }

    /** {@return what putting a lifted VM on a host adds to the violation of hard rules} */
    double hardViolationOfPutting(int vm, int host) {
        double added = isStranded(vm, host) ? PER_STRANDED_VM : 0;
        added += costs.promises().overcommitWith(host, vm) - costs.promises().overcommit(host);
        for (SearchRule rule : rulesByVm.get(vm)) {
            if (rule.isHard()) {
                added += rule.state().totalIf(vm, host) - rule.state().total();
            }
        }
        return added;
    }

    /** {@return whether the VM would be on a host that is to be emptied} */
    boolean isStranded(int vm, int host) {
        return hostState(host) == HostState.DRAINING && isMovable(vm);
    }

    /** {@return the violation of all hard rules together} */
    double hardViolation() {
        double total = 0;
        for (SearchRule rule : rules) {
            total += rule.isHard() ? rule.state().total() : 0;
        }
        for (int v = 0; v < hostByVm.length; v++) {
            total += hostByVm[v] >= 0 && isStranded(v, hostByVm[v]) ? PER_STRANDED_VM : 0;
        }
        for (int h = 0; h < fleet.hosts().size(); h++) {
            total += costs.promises().overcommit(h);
        }
        return total;
    }

    Objective objective() {
        Map<String, Double> amounts = new LinkedHashMap<>();
        double contention = 0;
        double shortfall = 0;
        double activeHosts = 0;
        double imbalance = 0;
        for (int h = 0; h < fleet.hosts().size(); h++) {
            contention += costs.contentionCost(h);
            shortfall += costs.shortfallCost(h);
            activeHosts += costs.vmCount(h) > 0 ? costOfActiveHost : 0;
            imbalance += problem.weights().imbalance() * costs.utilization(h) * costs.utilization(h);
        }
        double migrations = 0;
        for (int v = 0; v < hostByVm.length; v++) {
            migrations += hostByVm[v] == initial[v] ? 0 : migrationCost[v];
        }
        amounts.put(Objective.CONTENTION, contention);
        amounts.put(Objective.SHORTFALL, shortfall);
        amounts.put(Objective.ACTIVE_HOSTS, activeHosts);
        amounts.put(Objective.IMBALANCE, imbalance);
        amounts.put(Objective.MIGRATIONS, migrations);
        for (SearchRule rule : rules) {
            if (!rule.isHard()) {
                amounts.put(rule.amount(), rule.weight() * rule.state().total());
            }
        }
        return new Objective(hardViolation(), amounts);
    }
}
