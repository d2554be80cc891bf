// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import io.affinity.spi.contract.ObjectiveRecount;
import io.affinity.spi.contract.PolicyViolation;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Bound;
import io.affinity.spi.placement.MigrationAllowance;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import io.affinity.spi.placement.SolveLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Steepest descent by single migrations, evaluated from scratch: slow, short, and within the contract. */
final class PlainSolver implements PlacementSolver {

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public PlacementResult solve(PlacementProblem problem, SolveLimits limits) {
        Search search = new Search(problem, limits);
        Placement present = problem.fleet().placement();
        Placement best = search.descend(present);
        if (best.equals(present)) {
            return new PlacementResult.Unchanged(present, search.objective(present), Bound.NONE);
        }
        return new PlacementResult.Improved(
                best, search.objective(present), search.objective(best), Bound.NONE, search.recommendations(best));
    }

    private static final class Search {

        private final PlacementProblem problem;
        private final Fleet fleet;
        private final SolveLimits limits;
        private long evaluations;
        private boolean stopped;

        Search(PlacementProblem problem, SolveLimits limits) {
            this.problem = problem;
            this.fleet = problem.fleet();
            this.limits = limits;
        }

        Placement descend(Placement start) {
            Placement incumbent = start;
            Placement next = bestNeighbor(incumbent);
            while (!next.equals(incumbent)) {
                incumbent = next;
                next = bestNeighbor(incumbent);
            }
            return incumbent;
        }

        private Placement bestNeighbor(Placement incumbent) {
            Placement best = incumbent;
            Objective bestObjective = objective(incumbent);
            for (Vm vm : fleet.vms()) {
                for (Host host : fleet.hosts()) {
                    stopped |= limits.stop().getAsBoolean();
                    if (stopped || evaluations >= limits.iterations()) {
                        return best;
                    }
                    Placement candidate = incumbent.with(vm.id(), host.id());
                    if (mayMigrate(vm.id(), host) && neverWorse(candidate)) {
                        evaluations++;
                        Objective objective = objective(candidate);
                        if (objective.hardViolation() < bestObjective.hardViolation() - 1e-9
                                || objective.hardViolation() < bestObjective.hardViolation() + 1e-9
                                        && objective.cost() < bestObjective.cost() - 1e-9) {
                            best = candidate;
                            bestObjective = objective;
                        }
                    }
                }
            }
            return best;
        }

        private boolean mayMigrate(VmId vm, Host target) {
            Host source = fleet.host(fleet.placement().hostOf(vm));
            return source.equals(target)
                    || source.state() != HostState.UNAVAILABLE
                            && target.state() == HostState.AVAILABLE
                            && Double.isFinite(cost(vm))
                            && problem.isOpen(vm, target.id());
        }

        private double cost(VmId vm) {
            return problem.migrationCosts().getOrDefault(vm, 1.0);
        }

        private boolean neverWorse(Placement candidate) {
            for (MigrationAllowance allowance : problem.allowances()) {
                if (allowance.taken(fleet.placement(), candidate) > allowance.left()) {
                    return false;
                }
            }
            for (LocationPolicy policy : fleet.policies()) {
                if (policy.strength().isHard()
                        && PolicyViolation.of(policy, fleet, candidate)
                                > PolicyViolation.of(policy, fleet, fleet.placement()) + 1e-9) {
                    return false;
                }
            }
            for (Host host : fleet.hosts()) {
                for (int r = 0; r < fleet.resources().size(); r++) {
                    if (allocation(candidate, host, r)
                            > Math.max(allocation(fleet.placement(), host, r), host.allocationLimit(r))) {
                        return false;
                    }
                }
            }
            return true;
        }

        private double allocation(Placement placement, Host host, int resource) {
            double sum = 0;
            for (Vm vm : fleet.vms()) {
                if (placement.hostOf(vm.id()).equals(host.id())) {
                    sum += vm.allocation().value(resource);
                }
            }
            return sum;
        }

        Objective objective(Placement placement) {
            return ObjectiveRecount.of(problem, placement);
        }

        List<Recommendation> recommendations(Placement best) {
            List<Recommendation> recommendations = new ArrayList<>();
            for (Vm vm : fleet.vms()) {
                HostId source = fleet.placement().hostOf(vm.id());
                HostId target = best.hostOf(vm.id());
                if (!source.equals(target)) {
                    recommendations.add(new Recommendation(vm.id(), source, target, reasons(vm.id(), source, best)));
                }
            }
            return recommendations;
        }

        private List<Reason> reasons(VmId vm, HostId source, Placement best) {
            List<Reason> reasons = new ArrayList<>();
            for (LocationPolicy policy : fleet.policies()) {
                double before = PolicyViolation.of(policy, fleet, fleet.placement());
                double after = PolicyViolation.of(policy, fleet, best);
                if (after < before) {
                    reasons.add(new Reason.PolicyMended(policy.name(), before, after));
                }
            }
            if (objective(fleet.placement()).amount(Objective.SHORTFALL) > 0) {
                reasons.add(new Reason.ContentionAhead(source, Resource.CPU, Duration.ZERO, 1, 0.5));
            }
            double without = objective(best.with(vm, source)).cost();
            reasons.add(new Reason.Gain(without - objective(best).cost()));
            return reasons;
        }
    }
}
