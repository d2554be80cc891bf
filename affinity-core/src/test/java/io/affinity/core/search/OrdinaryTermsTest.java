// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.check.ObjectiveEvaluator;
import io.affinity.core.fixture.OrdinaryTerms;
import io.affinity.core.reassignment.SearchPlacement;
import io.affinity.spi.contract.ObjectiveRecount;
import io.affinity.spi.contract.RandomProblems;
import io.affinity.spi.model.Placement;
import io.affinity.spi.placement.Bound;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.SolveLimits;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The terms that anybody may use, all at once: search, evaluator and kit say the same of any placement, by whatever way. */
class OrdinaryTermsTest {

    private static final int STEPS = 100;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    private static PlacementProblem problem(long seed) {
        return RandomProblems.problem(seed).toBuilder()
                .terms(OrdinaryTerms.all(seed))
                .build();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void movesAndTheirUndoingLeaveEachTermEqualToItsRecount(long seed) {
        PlacementProblem problem = problem(seed);
        SearchProblem search = new SearchProblem(problem);
        SearchPlacement state = search.begin();
        ObjectiveEvaluator evaluator = new ObjectiveEvaluator(problem);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < STEPS; i++) {
            int vm = random.nextInt(state.vms());
            int from = state.hostOf(vm);
            int to = random.nextInt(state.hosts());
            if (search.isMovable(vm) && to != from) {
                double[] before = amounts(search, state);
                state.move(vm, to, 0);
                if (random.nextBoolean()) {
                    state.move(vm, from, 0);
                    assertThat(amounts(search, state)).as("undone").isEqualTo(before);
                }
            }
            Placement placement = problem.fleet().placementOf(state.hostIndexByVm());
            Objective told = search.objective(state);

            assertSame(told, evaluator.evaluate(placement), problem);
            assertSame(told, ObjectiveRecount.of(problem, placement), problem);
        }
    }

    private static double[] amounts(SearchProblem search, SearchPlacement state) {
        return IntStream.range(0, search.rules().size())
                .mapToDouble(rule -> state.rule(rule).total())
                .toArray();
    }

    private static void assertSame(Objective told, Objective counted, PlacementProblem problem) {
        assertThat(told.hardViolation()).isCloseTo(counted.hardViolation(), within(1e-9));
        for (PlacementTerm term : problem.terms()) {
            assertThat(told.amount(term.name())).as(term.name()).isCloseTo(counted.amount(term.name()), within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatASolverSaysOfItsPlacementIsWhatIsCounted(long seed) {
        PlacementProblem problem = problem(seed);
        PlacementResult result = new LocalSearchSolver().solve(problem, SolveLimits.of(200, seed));

        if (result instanceof PlacementResult.Improved improved) {
            assertSame(improved.after(), new ObjectiveEvaluator(problem).evaluate(improved.placement()), problem);
        }
        assertThat(result.placement()).isNotNull();
    }

    @Test
    void noPlacementIsBetterThanTheBound() {
        int looked = 0;
        for (long seed = 5000; seed < 7000; seed++) {
            PlacementProblem problem = problem(seed);
            if (problem.fleet().hosts().size() == 3 && problem.fleet().vms().size() <= 5) {
                SearchProblem search = new SearchProblem(problem);
                Objective best = EveryPlacement.best(problem);
                Bound bound = LowerBound.of(search, search.begin(), () -> false);
                looked++;

                assertThat(bound.hardViolation()).isLessThanOrEqualTo(best.hardViolation() + 1e-6);
                if (best.hardViolation() <= bound.hardViolation() + 1e-6) {
                    assertThat(bound.cost()).isLessThanOrEqualTo(best.cost() + 1e-6 * (1 + best.cost()));
                }
            }
        }

        assertThat(looked).isGreaterThan(30);
    }
}
