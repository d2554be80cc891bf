// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.check;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.contention.StepHours;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Vm;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Counts the {@link Objective} of any placement from scratch, straight from its definition. It shares no code with the search, so
 * that it can judge what a solver says of its result. A call takes one pass over all demand. Immutable and thread-safe.
 */
public final class ObjectiveEvaluator {

    private final PlacementProblem problem;
    private final Scenarios scenarios;
    private final Fleet fleet;
    private final PlacementChecker checker;
    private final double[] hours;

    public ObjectiveEvaluator(PlacementProblem problem) {
        this.problem = problem;
        this.scenarios = problem.scenarios();
        this.fleet = problem.fleet();
        this.checker = new PlacementChecker(fleet);
        this.hours = StepHours.of(scenarios.step(), scenarios.steps());
    }

    /**
     * {@return the objective of a placement}
     *
     * @param placement of all VMs of the problem on hosts of it
     */
    public Objective evaluate(Placement placement) {
        Map<String, Double> amounts = new LinkedHashMap<>();
        for (String name :
                List.of(Objective.CONTENTION, Objective.SHORTFALL, Objective.ACTIVE_HOSTS, Objective.IMBALANCE)) {
            amounts.put(name, 0.0);
        }
        for (int h = 0; h < fleet.hosts().size(); h++) {
            addHost(h, vmsOn(placement, h), amounts);
        }
        amounts.put(Objective.MIGRATIONS, migrations(placement));
        Map<String, Double> violations = checker.violations(placement);
        double hard = stranded(placement);
        for (Map.Entry<String, Double> violation : violations.entrySet()) {
            hard += isHard(violation.getKey()) ? violation.getValue() : 0;
        }
        for (LocationPolicy policy : fleet.policies()) {
            if (policy.strength() instanceof Strength.Soft soft) {
                double violation = violations.getOrDefault(policy.name(), 0.0);
                amounts.put(Objective.ofPolicy(policy.name()), soft.weight() * violation);
            }
        }
        for (PlacementTerm term : problem.terms()) {
            double amount = term.amount(problem, placement);
            if (term.strength() instanceof Strength.Soft soft) {
                amounts.put(term.name(), soft.weight() * amount);
            } else {
                hard += amount;
            }
        }
        return new Objective(hard, amounts);
    }

    private boolean isHard(String name) {
        return fleet.policies().stream()
                .noneMatch(policy ->
                        policy.name().equals(name) && !policy.strength().isHard());
    }

    private List<Integer> vmsOn(Placement placement, int host) {
        List<Integer> vms = new ArrayList<>();
        for (int v = 0; v < fleet.vms().size(); v++) {
            if (placement
                    .hostOf(fleet.vms().get(v).id())
                    .equals(fleet.hosts().get(host).id())) {
                vms.add(v);
            }
        }
        return vms;
    }

    private void addHost(int host, List<Integer> vms, Map<String, Double> amounts) {
        if (vms.isEmpty()) {
            return;
        }
        double highest = 0;
        double weights = vms.stream()
                .mapToDouble(v -> fleet.vms().get(v).priority().weight())
                .sum();
        for (int r = 0; r < fleet.resources().size(); r++) {
            CountedLoad demand = CountedLoad.of(scenarios, host, r, vms);
            double contended = 0;
            double unserved = 0;
            for (int t = 0; t < hours.length; t++) {
                contended += hours[t] * demand.probability(t);
                unserved += hours[t] * demand.unserved(t);
            }
            Host served = fleet.hosts().get(host);
            amounts.merge(Objective.CONTENTION, problem.weights().contention() * contended * weights, Double::sum);
            amounts.merge(
                    Objective.SHORTFALL,
                    served.shareOfUsable(r, problem.weights().shortfall() * unserved) * demand.importance(),
                    Double::sum);
            highest = Math.max(highest, served.shareOfUsable(r, demand.mean()));
        }
        amounts.merge(Objective.ACTIVE_HOSTS, problem.weights().activeHost() * scenarios.horizonHours(), Double::sum);
        amounts.merge(Objective.IMBALANCE, problem.weights().imbalance() * highest * highest, Double::sum);
    }

    private double migrations(Placement placement) {
        return fleet.vms().stream()
                .filter(vm ->
                        !placement.hostOf(vm.id()).equals(fleet.placement().hostOf(vm.id())))
                .mapToDouble(this::costOfMigrating)
                .sum();
    }

    private double costOfMigrating(Vm vm) {
        return problem.migrationCosts().getOrDefault(vm.id(), 1.0);
    }

    private double stranded(Placement placement) {
        return IntStream.range(0, fleet.vms().size())
                .filter(v -> {
                    Vm vm = fleet.vms().get(v);
                    Host initial = fleet.host(fleet.placement().hostOf(vm.id()));
                    boolean isMovable =
                            Double.isFinite(costOfMigrating(vm)) && initial.state() != HostState.UNAVAILABLE;
                    return isMovable && fleet.host(placement.hostOf(vm.id())).state() == HostState.DRAINING;
                })
                .count();
    }
}
