// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.check.ForbiddenMigrations;
import io.affinity.core.check.ObjectiveEvaluator;
import io.affinity.core.search.PolicyConflicts;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.SolveLimits;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A solver whose word is not taken for it. What it says is better is counted again; if the count is another, or no better than the
 * present placement, or if the solver or a term throws, nothing is migrated and the reason is told. Where hard policies are left broken it is said which of them contradict each
 * other. Thread-safe if the solver is.
 */
final class RecountedSolver implements PlacementSolver {

    private static final Logger LOG = LoggerFactory.getLogger(RecountedSolver.class);

    /** Sums in another order differ by so much, relative to their size. */
    private static final double ROUNDING = 1e-6;

    /** In each step of the loop, for contradictions among the policies that are broken: milliseconds. */
    private static final long QUESTIONS = 1_000_000;

    private final PlacementSolver solver;

    RecountedSolver(PlacementSolver solver) {
        this.solver = solver;
    }

    @Override
    public String name() {
        return solver.name();
    }

    @Override
    public PlacementResult solve(PlacementProblem problem, SolveLimits limits) {
        try {
            PlacementResult result = solver.solve(problem, limits);
            PlacementResult judged =
                    result instanceof PlacementResult.Improved improved ? recounted(problem, improved) : result;
            return PolicyConflicts.beside(problem, judged, QUESTIONS, limits.stop());
        } catch (RuntimeException e) {
            LOG.warn("The solver {} or a term of the objective threw; nothing is migrated.", name(), e);
            return refused(problem, "The solver " + name() + " or a term of the objective failed: " + e + ".");
        }
    }

    private PlacementResult recounted(PlacementProblem problem, PlacementResult.Improved improved) {
        List<String> forbidden = ForbiddenMigrations.in(problem, improved);
        if (!forbidden.isEmpty()) {
            LOG.warn("The solver {} wants what is forbidden: {} Nothing is migrated.", name(), forbidden);
            return refused(
                    problem, "The solver " + name() + " wants what is forbidden: " + String.join(" ", forbidden));
        }
        ObjectiveEvaluator evaluator = new ObjectiveEvaluator(problem);
        Objective before = evaluator.evaluate(problem.fleet().placement());
        Objective after = evaluator.evaluate(improved.placement());
        boolean isAsTold = isClose(after.hardViolation(), improved.after().hardViolation())
                && isClose(after.cost(), improved.after().cost());
        boolean isWorse = after.hardViolation() > before.hardViolation() + ROUNDING;
        if (isAsTold && !isWorse) {
            return improved;
        }
        LOG.warn(
                "The solver {} says {} of its placement; counted again it is {}. Nothing is migrated.",
                name(),
                improved.after(),
                after);
        return refused(
                problem,
                "The solver " + name() + " says " + improved.after() + " of its placement, but counted again it is "
                        + after + ".");
    }

    private static PlacementResult refused(PlacementProblem problem, String explanation) {
        return new PlacementResult.Refused(problem.fleet().placement(), explanation);
    }

    private static boolean isClose(double one, double other) {
        return Math.abs(one - other) <= ROUNDING * (1 + Math.abs(one));
    }
}
