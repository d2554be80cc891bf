package example;

import io.affinity.core.check.ObjectiveEvaluator;
import io.affinity.core.check.PlacementChecker;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Bound;
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
import java.util.Map;
import java.util.Set;

/**
 * Makes the one migration that helps most, again and again, until none helps. It asks the library's evaluator for the worth of each
 * placement, so it knows every policy and term without a line about any of them; that is simple, and slow.
 */
public final class Descent implements PlacementSolver {

    private static final double LEAST = 1e-9;

    @Override
    public String name() {
        return "descent";
    }

    @Override
    public PlacementResult solve(PlacementProblem problem, SolveLimits limits) {
        Search search = new Search(problem, limits);
        Placement best = search.descend();
        Objective before = search.evaluator.evaluate(problem.fleet().placement());
        return best.equals(problem.fleet().placement())
                ? new PlacementResult.Unchanged(best, before, Bound.NONE)
                : new PlacementResult.Improved(
                        best,
                        before,
                        search.evaluator.evaluate(best),
                        Bound.NONE,
                        search.recommendations(best, before));
    }

    private static final class Search {

        private final PlacementProblem problem;
        private final Fleet fleet;
        private final SolveLimits limits;
        private final ObjectiveEvaluator evaluator;
        private final PlacementChecker checker;
        private final Map<String, Double> violated;
        private long tried;

        Search(PlacementProblem problem, SolveLimits limits) {
            this.problem = problem;
            this.fleet = problem.fleet();
            this.limits = limits;
            this.evaluator = new ObjectiveEvaluator(problem);
            this.checker = new PlacementChecker(fleet);
            this.violated = checker.hardViolations(fleet.placement());
        }

        Placement descend() {
            Placement incumbent = fleet.placement();
            Placement next = bestNeighbor(incumbent);
            while (!next.equals(incumbent)) {
                incumbent = next;
                next = bestNeighbor(incumbent);
            }
            return incumbent;
        }

        private Placement bestNeighbor(Placement incumbent) {
            Placement best = incumbent;
            Objective least = evaluator.evaluate(incumbent);
            for (Vm vm : fleet.vms()) {
                for (Host host : fleet.hosts()) {
                    if (limits.stop().getAsBoolean() || tried >= limits.iterations()) {
                        return best;
                    }
                    Placement candidate = incumbent.with(vm.id(), host.id());
                    if (mayRunOn(vm.id(), host) && isNoWorse(candidate)) {
                        tried++;
                        Objective objective = evaluator.evaluate(candidate);
                        if (isLess(objective, least)) {
                            best = candidate;
                            least = objective;
                        }
                    }
                }
            }
            return best;
        }

        private static boolean isLess(Objective one, Objective other) {
            return one.hardViolation() < other.hardViolation() - LEAST
                    || one.hardViolation() < other.hardViolation() + LEAST && one.cost() < other.cost() - LEAST;
        }

        private boolean mayRunOn(VmId vm, Host host) {
            Host source = fleet.host(fleet.placement().hostOf(vm));
            return source.equals(host)
                    || source.state() != HostState.UNAVAILABLE
                            && host.state() == HostState.AVAILABLE
                            && Double.isFinite(problem.migrationCosts().getOrDefault(vm, 1.0))
                            && problem.isOpen(vm, host.id());
        }

        private boolean isNoWorse(Placement candidate) {
                        return PlacementChecker.worsened(violated, checker.hardViolations(candidate)).isEmpty()
                    && problem.allowances().stream()
                            .allMatch(allowance -> allowance.taken(fleet.placement(), candidate) <= allowance.left());
        }

        List<Recommendation> recommendations(Placement best, Objective before) {
            Objective after = evaluator.evaluate(best);
            List<Recommendation> recommendations = new ArrayList<>();
            for (Vm vm : fleet.vms()) {
                HostId source = fleet.placement().hostOf(vm.id());
                HostId target = best.hostOf(vm.id());
                if (!source.equals(target)) {
                    List<Reason> reasons = mended(best);
                    if (after.amount(Objective.SHORTFALL) < before.amount(Objective.SHORTFALL)) {
                        reasons.add(new Reason.ContentionAhead(
                                source, fleet.resources().get(0), Duration.ZERO, 1, 0.5));
                    }
                    reasons.add(new Reason.Gain(
                            evaluator.evaluate(best.with(vm.id(), source)).cost() - after.cost()));
                    recommendations.add(new Recommendation(vm.id(), source, target, reasons));
                }
            }
            return recommendations;
        }

        private List<Reason> mended(Placement best) {
            List<Reason> reasons = new ArrayList<>();
            Map<String, Double> left = checker.violations(best);
            checker.violations(fleet.placement()).forEach((rule, amount) -> {
                double now = left.getOrDefault(rule, 0.0);
                if (now < amount && !rule.startsWith(PlacementChecker.ALLOCATION)) {
                    reasons.add(new Reason.PolicyMended(rule, amount, now));
                }
            });
            return reasons;
        }
    }
}
