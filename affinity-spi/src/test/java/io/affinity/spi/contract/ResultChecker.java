// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Bound;
import io.affinity.spi.placement.MigrationAllowance;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.PolicyConflict;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Checks a solver's result against the contract of {@link PlacementSolver} and the definitions of its parts, without
 * knowing how it was found. For tests of solvers, and of whatever uses them.
 *
 * <p>Each amount of the objective is compared with {@link ObjectiveRecount}.
 */
public final class ResultChecker {

    private static final double TOLERANCE = 1e-6;

    private final PlacementProblem problem;
    private final Fleet fleet;
    private final List<String> problems = new ArrayList<>();

    private ResultChecker(PlacementProblem problem) {
        this.problem = problem;
        this.fleet = problem.fleet();
    }

    /** {@return what is wrong with {@code result}, one sentence for each thing; empty if it keeps the contract} */
    public static List<String> problems(PlacementProblem problem, PlacementResult result) {
        ResultChecker checker = new ResultChecker(problem);
        if (result instanceof PlacementResult.Improved improved) {
            checker.checkImproved(improved);
        } else if (result instanceof PlacementResult.Unchanged unchanged) {
            checker.checkUnchanged(unchanged);
        } else if (result instanceof PlacementResult.Refused refused) {
            checker.require(false, "A solver must not refuse its own result: %s", refused.explanation());
        }
        return List.copyOf(checker.problems);
    }

    private void require(boolean kept, String message, Object... arguments) {
        if (!kept) {
            problems.add(String.format(Locale.ROOT, message, arguments));
        }
    }

    private void checkUnchanged(PlacementResult.Unchanged unchanged) {
        require(
                unchanged.placement().equals(fleet.placement()),
                "A placement that is not improved must be the present one.");
        checkObjective("of the present placement", fleet.placement(), unchanged.objective());
        checkBound(unchanged.bound(), unchanged.objective());
        unchanged.conflicts().forEach(conflict -> checkConflict(conflict, fleet.placement()));
    }

    private void checkImproved(PlacementResult.Improved improved) {
        Placement after = improved.placement();
        Set<VmId> expected = fleet.placement().hostByVm().keySet();
        require(after.hostByVm().keySet().equals(expected), "The placement must name the VMs %s.", expected);
        for (HostId host : after.hostByVm().values()) {
            require(fleet.contains(host), "The placement names the host (%s), which the fleet does not have.", host);
        }
        if (!problems.isEmpty()) {
            return;
        }
        checkMigrations(after);
        checkPolicies(after);
        checkAllocation(after);
        checkRecommendations(after, improved.recommendations());
        checkObjective("before", fleet.placement(), improved.before());
        checkObjective("after", after, improved.after());
        checkBound(improved.bound(), improved.after());
        improved.conflicts().forEach(conflict -> checkConflict(conflict, after));
        require(
                improved.after().compareTo(improved.before()) < 0,
                "The objective after (%s) must be lower than before (%s).",
                improved.after(),
                improved.before());
    }

    private Map<VmId, HostId> migrated(Placement after) {
        Map<VmId, HostId> migrated = new LinkedHashMap<>();
        after.hostByVm().forEach((vm, host) -> {
            if (!fleet.placement().hostOf(vm).equals(host)) {
                migrated.put(vm, host);
            }
        });
        return migrated;
    }

    private double migrationCost(VmId vm) {
        return problem.migrationCosts().getOrDefault(vm, 1.0);
    }

    private void checkMigrations(Placement after) {
        Map<VmId, HostId> migrated = migrated(after);
        require(!migrated.isEmpty(), "An improved placement must differ from the present one.");
        migrated.forEach((vm, target) -> {
            HostId source = fleet.placement().hostOf(vm);
            require(
                    fleet.host(source).state() != HostState.UNAVAILABLE,
                    "VM %s is migrated from %s, which is not available.",
                    vm,
                    source);
            require(
                    fleet.host(target).state() == HostState.AVAILABLE,
                    "VM %s is migrated to %s, which is %s.",
                    vm,
                    target,
                    fleet.host(target).state());
            require(
                    Double.isFinite(migrationCost(vm)),
                    "VM %s is migrated to %s, though its cost forbids it.",
                    vm,
                    target);
            require(problem.isOpen(vm, target), "VM %s is migrated to %s, which is banned or closed.", vm, target);
        });
        for (MigrationAllowance allowance : problem.allowances()) {
            int taken = allowance.taken(fleet.placement(), after);
            require(taken <= allowance.left(), "The allowance %s is exceeded: %s are taken.", allowance, taken);
        }
    }

    private void checkPolicies(Placement after) {
        for (LocationPolicy policy : fleet.policies()) {
            if (policy.strength().isHard()) {
                double was = PolicyViolation.of(policy, fleet, fleet.placement());
                double is = PolicyViolation.of(policy, fleet, after);
                require(is <= was + TOLERANCE, "The hard policy %s is violated by %s, before by %s.", policy, is, was);
            }
        }
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

    private void checkAllocation(Placement after) {
        for (Host host : fleet.hosts()) {
            for (int r = 0; r < fleet.resources().size(); r++) {
                double was = allocation(fleet.placement(), host, r);
                double is = allocation(after, host, r);
                require(
                        is <= Math.max(was, host.allocationLimit(r)) * (1 + TOLERANCE),
                        "Host %s promises %s of %s, before %s, and may promise %s.",
                        host.id(),
                        is,
                        fleet.resources().get(r),
                        was,
                        host.allocationLimit(r));
            }
        }
    }

    private void checkObjective(String when, Placement placement, Objective told) {
        Objective counted = ObjectiveRecount.of(problem, placement);
        requireClose("hard violation " + when, told.hardViolation(), counted.hardViolation());
        Set<String> names = new LinkedHashSet<>(counted.amounts().keySet());
        names.addAll(told.amounts().keySet());
        for (String name : names) {
            requireClose(name + " " + when, told.amount(name), counted.amount(name));
        }
    }

    private void requireClose(String term, double actual, double expected) {
        require(
                Math.abs(actual - expected) <= TOLERANCE * Math.max(1, expected),
                "The objective's term for %s (%s) must be %s.",
                term,
                actual,
                expected);
    }

    private void checkRecommendations(Placement after, List<Recommendation> recommendations) {
        Map<VmId, HostId> missing = new LinkedHashMap<>(migrated(after));
        for (Recommendation recommendation : recommendations) {
            VmId vm = recommendation.vm();
            require(
                    recommendation.target().equals(missing.remove(vm)),
                    "The recommendation %s is not what the placement says, or the second one for its VM.",
                    recommendation);
            require(
                    fleet.contains(vm)
                            && recommendation.source().equals(fleet.placement().hostOf(vm)),
                    "The source of the recommendation %s is not where the VM is.",
                    recommendation);
            recommendation.reasons().forEach(reason -> checkReason(recommendation, reason));
        }
        require(missing.isEmpty(), "There is no recommendation for %s.", missing);
    }

    private void checkReason(Recommendation recommendation, Reason reason) {
        require(
                isSound(recommendation, reason),
                "The reason %s of the recommendation %s is not sound.",
                reason,
                recommendation);
    }

    private boolean isSound(Recommendation recommendation, Reason reason) {
        if (reason instanceof Reason.ContentionAhead it) {
            return it.host().equals(recommendation.source())
                    && it.probability() >= 0
                    && it.probability() <= 1
                    && it.shortfall() >= 0
                    && it.shortfall() < 1
                    && !it.ahead().isNegative();
        } else if (reason instanceof Reason.RiskReduced it) {
            return Double.isFinite(it.before()) && Double.isFinite(it.after());
        } else if (reason instanceof Reason.TargetContention it) {
            return it.host().equals(recommendation.target())
                    && it.before() >= 0
                    && it.before() <= 1
                    && it.after() >= 0
                    && it.after() <= 1;
        } else if (reason instanceof Reason.PolicyMended it) {
            return it.after() < it.before()
                    && (fleet.policies().stream()
                                    .anyMatch(policy -> policy.name().equals(it.policy()))
                            || problem.terms().stream()
                                    .anyMatch(term -> term.name().equals(it.policy())));
        } else if (reason instanceof Reason.OvercommitReduced it) {
            return it.host().equals(recommendation.source()) && it.after() < it.before();
        } else if (reason instanceof Reason.HostEmptied it) {
            return it.host().equals(recommendation.source());
        } else if (reason instanceof Reason.Gain it) {
            return Double.isFinite(it.cost());
        } else if (reason instanceof Reason.NextBest it) {
            return fleet.contains(it.host())
                    && !it.host().equals(recommendation.target())
                    && Double.isFinite(it.cost());
        } else if (reason instanceof Reason.HostsExcluded it) {
            return !it.rule().isBlank()
                    && !it.hosts().contains(recommendation.target())
                    && it.hosts().stream().allMatch(fleet::contains);
        }
        throw new AssertionError("The kind of reason (" + reason.getClass().getName() + ") is not known.");
    }

    /** What was reached shows that the bound cannot be above it. */
    private void checkBound(Bound bound, Objective reached) {
        double hard = reached.hardViolation();
        boolean isHardBelow = bound.hardViolation() <= hard + TOLERANCE * Math.max(1, hard);
        boolean isHardLess = bound.hardViolation() < hard - TOLERANCE * Math.max(1, hard);
        double cost = reached.cost();
        require(
                isHardBelow && (isHardLess || bound.cost() <= cost + TOLERANCE * Math.max(1, cost)),
                "The bound (%s) must not be above what was reached (%s).",
                bound,
                reached);
    }

    private void checkConflict(PolicyConflict conflict, Placement placement) {
        double violation = 0;
        for (String name : conflict.policies()) {
            List<LocationPolicy> named = fleet.policies().stream()
                    .filter(policy ->
                            policy.name().equals(name) && policy.strength().isHard())
                    .toList();
            require(named.size() == 1, "The policy (%s) that is said to contradict others is not a hard one.", name);
            for (LocationPolicy policy : named) {
                violation += PolicyViolation.of(policy, fleet, placement);
            }
        }
        require(
                violation > 0,
                "The policies %s are said to contradict each other, but the placement keeps them all.",
                conflict.policies());
    }
}
