// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import io.affinity.core.check.ForbiddenMigrations;
import io.affinity.core.check.ObjectiveEvaluator;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Bound;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import io.affinity.spi.placement.SolveLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Wants VMs to go to and fro, and to change places on full hosts, as long as the problem allows it: so that what is forbidden by what was
 * migrated before is seen. Not thread-safe.
 */
final class WanderingSolver implements PlacementSolver {

    private static final int TRIES = 4;

    private final SplittableRandom random;

    WanderingSolver(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public String name() {
        return "wandering";
    }

    @Override
    public PlacementResult solve(PlacementProblem problem, SolveLimits limits) {
        ObjectiveEvaluator evaluator = new ObjectiveEvaluator(problem);
        Placement present = problem.fleet().placement();
        Objective before = evaluator.evaluate(present);
        for (int i = 0; i < TRIES; i++) {
            Placement wanted = wanted(problem.fleet());
            Objective after = evaluator.evaluate(wanted);
            PlacementResult.Improved result =
                    new PlacementResult.Improved(wanted, before, after, Bound.NONE, recommendations(present, wanted));
            if (!result.recommendations().isEmpty()
                    && after.hardViolation() <= before.hardViolation()
                    && ForbiddenMigrations.in(problem, result).isEmpty()) {
                return result;
            }
        }
        return new PlacementResult.Unchanged(present, before, Bound.NONE);
    }

    /** One VM goes where another one is, which stays or takes its place. */
    private Placement wanted(Fleet fleet) {
        Placement placement = fleet.placement();
        if (fleet.vms().isEmpty()) {
            return placement;
        }
        VmId one = any(fleet);
        VmId other = any(fleet);
        HostId source = placement.hostOf(one);
        Placement moved = placement.with(one, placement.hostOf(other));
        return random.nextInt(3) == 0 ? moved : moved.with(other, source);
    }

    private VmId any(Fleet fleet) {
        return fleet.vms().get(random.nextInt(fleet.vms().size())).id();
    }

    private static List<Recommendation> recommendations(Placement present, Placement wanted) {
        List<Recommendation> recommendations = new ArrayList<>();
        present.hostByVm().forEach((vm, source) -> {
            if (!wanted.hostOf(vm).equals(source)) {
                recommendations.add(
                        new Recommendation(vm, source, wanted.hostOf(vm), List.of(new Reason.HostEmptied(source))));
            }
        });
        return recommendations;
    }
}
