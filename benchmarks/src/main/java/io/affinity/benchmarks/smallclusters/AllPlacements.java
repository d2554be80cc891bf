// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.smallclusters;

import io.affinity.core.check.ObjectiveEvaluator;
import io.affinity.core.check.PlacementChecker;
import io.affinity.spi.model.Placement;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import java.util.Map;

/** The best of all placements that break no hard rule more than it is broken already, found by trying each of them. */
final class AllPlacements {

    private static final double ROUNDING = 1e-6;

    private final PlacementProblem problem;
    private final ObjectiveEvaluator evaluator;
    private final PlacementChecker checker;

    AllPlacements(PlacementProblem problem) {
        this.problem = problem;
        evaluator = new ObjectiveEvaluator(problem);
        checker = new PlacementChecker(problem.fleet());
    }

    /** {@return what a placement is worth} */
    Objective worth(Placement placement) {
        return evaluator.evaluate(placement);
    }

    /** {@return what the best is worth} */
    Objective best() {
        Map<String, Double> present = checker.hardViolations(problem.fleet().placement());
        int[] hostByVm = new int[problem.fleet().vms().size()];
        int hosts = problem.fleet().hosts().size();
        Objective best = worth(problem.fleet().placement());
        for (long code = 0; code < Math.pow(hosts, hostByVm.length); code++) {
            long rest = code;
            for (int v = 0; v < hostByVm.length; v++) {
                hostByVm[v] = (int) (rest % hosts);
                rest /= hosts;
            }
            Placement placement = problem.fleet().placementOf(hostByVm);
            if (PlacementChecker.worsened(present, checker.hardViolations(placement))
                    .isEmpty()) {
                Objective worth = worth(placement);
                best = worth.compareTo(best) < 0 ? worth : best;
            }
        }
        return best;
    }

    /** {@return whether one is as good as another, or better, but for rounding} */
    static boolean isAsGood(Objective found, Objective best) {
        double more = found.hardViolation() - best.hardViolation();
        return more < -ROUNDING || (more <= ROUNDING && found.cost() <= best.cost() * (1 + ROUNDING) + ROUNDING);
    }
}
