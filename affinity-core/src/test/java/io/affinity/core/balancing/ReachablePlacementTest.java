// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import static io.affinity.core.fixture.SmallFleet.constantDemand;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.search.LocalSearchSolver;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.SolveLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachablePlacementTest {

    private final List<PlacementProblem> asked = new ArrayList<>();

    private final PlacementSolver solver = new PlacementSolver() {
        @Override
        public String name() {
            return "asked";
        }

        @Override
        public PlacementResult solve(PlacementProblem problem, SolveLimits limits) {
            asked.add(problem);
            return new LocalSearchSolver().solve(problem, limits);
        }
    };

    @Test
    void whatThePlannerCannotCarryOutIsNotRecommendedAgain() {
        // Only an exchange takes the shortage away, and there is no room to carry one out.
        Fleet fleet = fleet(host("a", 4, 32), host("b", 4, 32))
                .vm(vm("big", 1, 32), id("a"))
                .vm(vm("small", 1, 16), id("b"))
                .vm(vm("other", 1, 16), id("b"))
                .build();
        PlacementProblem problem =
                PlacementProblem.of(constantDemand(fleet, 2, 2, 1, 4, 4), ObjectiveWeights.CONTENTION_ONLY);

        ReachablePlacement found = ReachablePlacement.search(solver, Scene.PLANNER, problem, SolveLimits.of(40, 1));

        assertThat(found.plan().migrations()).isEmpty();
        asked.stream()
                .skip(1)
                .forEach(again -> assertThat(again.bannedTargets()).isNotEqualTo(problem.bannedTargets()));
    }

    @Test
    void whereEverythingCanBeCarriedOutTheSolverIsAskedOnce() {
        Fleet fleet = fleet(host("a", 4, 64), host("b", 4, 64))
                .vm(vm("v", 1, 8), id("a"))
                .vm(vm("w", 1, 8), id("a"))
                .build();
        PlacementProblem problem =
                PlacementProblem.of(constantDemand(fleet, 2, 2, 3, 3), ObjectiveWeights.CONTENTION_ONLY);

        ReachablePlacement found = ReachablePlacement.search(solver, Scene.PLANNER, problem, SolveLimits.of(40, 1));

        assertThat(asked).hasSize(1);
        assertThat(found.plan().migrations()).hasSize(1);
    }
}
