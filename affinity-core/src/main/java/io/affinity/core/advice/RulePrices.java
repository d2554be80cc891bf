// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.advice;

import io.affinity.core.check.ObjectiveEvaluator;
import io.affinity.core.search.LocalSearchSolver;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.SolveLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each rule of a problem costs: the problem is solved with all of them, and once without each. Both are the best that a search finds, so a
 * price is an estimate; but it is never less than what the placement with the rule would be worth without it. Deterministic for a seed and a number of iterations.
 */
public final class RulePrices {

    private final PlacementProblem problem;
    private final SolveLimits limits;
    private final PlacementSolver solver = new LocalSearchSolver();
    private final Map<String, Strength> rules = new LinkedHashMap<>();

    private RulePrices(PlacementProblem problem, SolveLimits limits) {
        this.problem = problem;
        this.limits = limits;
        problem.fleet().policies().forEach(policy -> rules.put(policy.name(), policy.strength()));
        problem.terms().forEach(term -> rules.put(term.name(), term.strength()));
    }

    /**
     * {@return the price of each location policy and each term, in the order in which the problem names them}
     *
     * @param limits so many iterations for each question, and the time for all of them together, in equal parts; once it says stop, rules that have not been
     *     asked about are left out
     */
    public static List<RulePrice> find(PlacementProblem problem, SolveLimits limits) {
        return new RulePrices(problem, limits).find();
    }

    private List<RulePrice> find() {
        List<RulePrice> prices = new ArrayList<>();
        Placement with = solver.solve(problem, part(0)).placement();
        Objective objective = new ObjectiveEvaluator(problem).evaluate(with);
        int question = 1;
        for (Map.Entry<String, Strength> rule : rules.entrySet()) {
            SolveLimits own = part(question++);
            if (limits.stop().getAsBoolean()) {
                return prices;
            }
            PlacementProblem without = without(rule.getKey());
            Objective kept = new ObjectiveEvaluator(without).evaluate(with);
            PlacementResult found = solver.solve(without, own);
            Objective reached = reached(found);
            boolean isBetter = reached.compareTo(kept) < 0;
            Objective best = isBetter ? reached : kept;
            prices.add(new RulePrice(
                    rule.getKey(),
                    rule.getValue(),
                    migrations(with) - migrations(isBetter ? found.placement() : with),
                    Math.max(0, objective.hardViolation() - best.hardViolation()),
                    objective.cost() - best.cost()));
        }
        return prices;
    }

    private static Objective reached(PlacementResult result) {
        return result instanceof PlacementResult.Improved improved
                ? improved.after()
                : ((PlacementResult.Unchanged) result).objective();
    }

    /** {@return the limits of one of the questions, which ends when its part of the time is spent} */
    private SolveLimits part(int question) {
        int questions = rules.size() + 1;
        return new SolveLimits(
                limits.iterations(),
                limits.seed(),
                () -> limits.stop().getAsBoolean() || spent(question, questions) >= 1,
                () -> spent(question, questions));
    }

    private double spent(int question, int questions) {
        return Math.min(1, Math.max(0, limits.spent().getAsDouble() * questions - question));
    }

    private PlacementProblem without(String rule) {
        Fleet fleet = problem.fleet();
        List<LocationPolicy> policies = fleet.policies().stream()
                .filter(policy -> !policy.name().equals(rule))
                .toList();
        List<PlacementTerm> terms = problem.terms().stream()
                .filter(term -> !term.name().equals(rule))
                .toList();
        return problem.toBuilder()
                .scenarios(problem.scenarios().over(fleet.withPolicies(policies)))
                .terms(terms)
                .build();
    }

    private int migrations(Placement placement) {
        int migrations = 0;
        for (Map.Entry<VmId, HostId> entry : placement.hostByVm().entrySet()) {
            migrations += problem.fleet().placement().hostOf(entry.getKey()).equals(entry.getValue()) ? 0 : 1;
        }
        return migrations;
    }
}
