// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.check.ObjectiveEvaluator;
import io.affinity.core.check.PlacementChecker;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Placement;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;

/** Tries all placements of a small problem that the contract of a solver allows, and shares no code with any search. */
final class EveryPlacement {

    private EveryPlacement() {}

    /** {@return the objective of the best placement} */
    static Objective best(PlacementProblem problem) {
        ObjectiveEvaluator evaluator = new ObjectiveEvaluator(problem);
        int[] hostByVm = problem.fleet().hostIndexByVm();
        PlacementChecker checker = new PlacementChecker(problem.fleet());
        var present = checker.hardViolations(problem.fleet().placement());
        int hosts = problem.fleet().hosts().size();
        int vms = problem.fleet().vms().size();
        Objective best = evaluator.evaluate(problem.fleet().placement());
        for (int code = 0; code < Math.pow(hosts, vms); code++) {
            int rest = code;
            boolean allowed = true;
            for (int v = 0; v < vms; v++) {
                hostByVm[v] = rest % hosts;
                allowed &= mayBeOn(problem, v, rest % hosts);
                rest /= hosts;
            }
            if (allowed) {
                Placement placement = problem.fleet().placementOf(hostByVm);
                Objective objective = evaluator.evaluate(placement);
                boolean sound = PlacementChecker.worsened(present, checker.hardViolations(placement))
                                .isEmpty()
                        && problem.allowances().stream()
                                .allMatch(allowance ->
                                        allowance.taken(problem.fleet().placement(), placement) <= allowance.left());
                best = sound && objective.compareTo(best) < 0 ? objective : best;
            }
        }
        return best;
    }

    private static boolean mayBeOn(PlacementProblem problem, int vm, int host) {
        Fleet fleet = problem.fleet();
        boolean isOpen =
                problem.isOpen(fleet.vms().get(vm).id(), fleet.hosts().get(host).id());
        return host == fleet.hostIndexOf(vm)
                || (isMovable(problem, vm) && isOpen && fleet.hosts().get(host).state() == HostState.AVAILABLE);
    }

    private static boolean isMovable(PlacementProblem problem, int vm) {
        Fleet fleet = problem.fleet();
        double cost = problem.migrationCosts().getOrDefault(fleet.vms().get(vm).id(), 1.0);
        return Double.isFinite(cost) && fleet.hosts().get(fleet.hostIndexOf(vm)).state() != HostState.UNAVAILABLE;
    }
}
