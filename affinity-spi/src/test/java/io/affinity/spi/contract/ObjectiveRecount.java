// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

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
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The objective of a placement as its definition in {@link Objective} reads, slowly and without sharing anything with those who
 * optimize it. For tests of solvers and of terms.
 */
public final class ObjectiveRecount {

    private static final double ROUNDING = 1e-12;

    private final PlacementProblem problem;
    private final Fleet fleet;
    private final Placement placement;
    private final Map<String, Double> amounts = new LinkedHashMap<>();
    private double hard;

    private ObjectiveRecount(PlacementProblem problem, Placement placement) {
        this.problem = problem;
        this.fleet = problem.fleet();
        this.placement = placement;
    }

    /** {@return the objective of this placement of the problem's VMs} */
    public static Objective of(PlacementProblem problem, Placement placement) {
        ObjectiveRecount recount = new ObjectiveRecount(problem, placement);
        recount.addDemand();
        recount.addMigrations();
        recount.addRules();
        recount.addTerms();
        return new Objective(recount.hard, recount.amounts);
    }

    private void add(String name, double amount) {
        amounts.merge(name, amount, Double::sum);
    }

    private boolean isOn(Vm vm, Host host) {
        return placement.hostOf(vm.id()).equals(host.id());
    }

    private void addDemand() {
        double horizonHours = 0;
        for (double hours :
                StepHours.of(problem.scenarios().step(), problem.scenarios().steps())) {
            horizonHours += hours;
        }
        for (int h = 0; h < fleet.hosts().size(); h++) {
            double highest = 0;
            for (int r = 0; r < fleet.resources().size(); r++) {
                addShortage(h, r);
                highest =
                        Math.max(highest, meanLoad(h, r) / fleet.hosts().get(h).usable(r));
            }
            Host host = fleet.hosts().get(h);
            boolean isActive = fleet.vms().stream().anyMatch(vm -> isOn(vm, host));
            add(Objective.ACTIVE_HOSTS, isActive ? problem.weights().activeHost() * horizonHours : 0);
            add(Objective.IMBALANCE, problem.weights().imbalance() * highest * highest);
        }
    }

    private void addShortage(int h, int r) {
        Scenarios scenarios = problem.scenarios();
        Host host = fleet.hosts().get(h);
        double[] hours = StepHours.of(scenarios.step(), scenarios.steps());
        double priorities = 0;
        for (Vm vm : fleet.vms()) {
            priorities += isOn(vm, host) ? vm.priority().weight() : 0;
        }
        // What a host can serve is counted in the quanta of demand.
        double usable = scenarios.usable(h, r) * scenarios.quantum(r);
        double contended = 0;
        double unserved = 0;
        for (int t = 0; t < scenarios.steps(); t++) {
            for (int s = 0; s < scenarios.scenarios(); s++) {
                double load = load(host, r, t, s);
                contended += load > usable ? hours[t] / scenarios.scenarios() : 0;
                unserved += hours[t] * Math.max(0, load - usable) / scenarios.scenarios();
            }
        }
        add(Objective.CONTENTION, problem.weights().contention() * contended * priorities);
        add(Objective.SHORTFALL, problem.weights().shortfall() * unserved / host.usable(r) * importance(h, r));
    }

    private double load(Host host, int r, int t, int s) {
        double load = 0;
        for (int v = 0; v < fleet.vms().size(); v++) {
            load += isOn(fleet.vms().get(v), host) ? problem.scenarios().demand(v, r, t, s) : 0;
        }
        return load;
    }

    private double mean(int v, int r) {
        Scenarios scenarios = problem.scenarios();
        double sum = 0;
        for (int t = 0; t < scenarios.steps(); t++) {
            for (int s = 0; s < scenarios.scenarios(); s++) {
                sum += scenarios.demand(v, r, t, s);
            }
        }
        return sum / scenarios.blockLength();
    }

    private double meanLoad(int h, int r) {
        double sum = 0;
        for (int v = 0; v < fleet.vms().size(); v++) {
            sum += isOn(fleet.vms().get(v), fleet.hosts().get(h)) ? mean(v, r) : 0;
        }
        return sum;
    }

    private double importance(int h, int r) {
        double weighted = 0;
        for (int v = 0; v < fleet.vms().size(); v++) {
            Vm vm = fleet.vms().get(v);
            weighted +=
                    isOn(vm, fleet.hosts().get(h)) ? mean(v, r) * vm.priority().weight() : 0;
        }
        double load = meanLoad(h, r);
        return load > 0 ? weighted / load : 1;
    }

    private void addMigrations() {
        add(Objective.MIGRATIONS, 0);
        for (Vm vm : fleet.vms()) {
            Host source = fleet.host(fleet.placement().hostOf(vm.id()));
            Host host = fleet.host(placement.hostOf(vm.id()));
            double cost = problem.migrationCosts().getOrDefault(vm.id(), 1.0);
            if (!host.equals(source)) {
                add(Objective.MIGRATIONS, cost);
            }
            boolean isMovable = Double.isFinite(cost) && source.state() != HostState.UNAVAILABLE;
            hard += host.state() == HostState.DRAINING && isMovable ? 1 : 0;
        }
    }

    private void addRules() {
        for (LocationPolicy policy : fleet.policies()) {
            double violation = PolicyViolation.of(policy, fleet, placement);
            if (policy.strength() instanceof Strength.Soft soft) {
                add(Objective.ofPolicy(policy.name()), soft.weight() * violation);
            } else {
                hard += violation;
            }
        }
        for (Host host : fleet.hosts()) {
            double worst = 0;
            for (int r = 0; r < fleet.resources().size(); r++) {
                double promised = 0;
                for (Vm vm : fleet.vms()) {
                    promised += isOn(vm, host) ? vm.allocation().value(r) : 0;
                }
                double limit = host.allocationLimit(r);
                worst = promised > limit * (1 + ROUNDING) ? Math.max(worst, promised / limit - 1) : worst;
            }
            hard += worst;
        }
    }

    private void addTerms() {
        for (PlacementTerm term : problem.terms()) {
            double amount = term.amount(problem, placement);
            if (term.strength() instanceof Strength.Soft soft) {
                add(term.name(), soft.weight() * amount);
            } else {
                hard += amount;
            }
        }
    }
}
