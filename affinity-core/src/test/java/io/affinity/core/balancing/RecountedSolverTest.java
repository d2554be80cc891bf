// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.check.ForbiddenMigrations;
import io.affinity.core.fixture.HostsOfTenants;
import io.affinity.core.search.LocalSearchSolver;
import io.affinity.core.search.PolicyConflicts;
import io.affinity.spi.contract.RandomProblems;
import io.affinity.spi.contract.ResultChecker;
import io.affinity.spi.model.Strength;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.SolveLimits;
import io.affinity.spi.placement.TermState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecountedSolverTest {

    private static final SolveLimits LIMITS = SolveLimits.of(100, 1);
    private static final PlacementProblem PROBLEM = RandomProblems.problem(5);

    private static PlacementSolver solver(PlacementSolver of) {
        return new RecountedSolver(of);
    }

    @Test
    void aSolverThatTellsTheTruthIsBelievedWithTheTermsOfTheUser() {
        for (long seed = 1; seed <= 60; seed++) {
            PlacementProblem problem = RandomProblems.problem(seed).toBuilder()
                    .terms(List.of(new HostsOfTenants(Strength.soft(3))))
                    .build();

            PlacementResult result = solver(new LocalSearchSolver()).solve(problem, LIMITS);

            assertThat(ResultChecker.problems(problem, result)).isEmpty();
            assertThat(result)
                    .isEqualTo(PolicyConflicts.beside(
                            problem, new LocalSearchSolver().solve(problem, LIMITS), 1_000_000, () -> false));
        }
    }

    @Test
    void aSolverThatPraisesItsResultMigratesNothing() {
        PlacementSolver boasting = new PlacementSolver() {
            @Override
            public String name() {
                return "boasting";
            }

            @Override
            public PlacementResult solve(PlacementProblem problem, SolveLimits limits) {
                PlacementResult.Improved found =
                        (PlacementResult.Improved) new LocalSearchSolver().solve(problem, limits);
                return new PlacementResult.Improved(
                        found.placement(),
                        found.before(),
                        new Objective(0, Map.of()),
                        found.bound(),
                        found.recommendations());
            }
        };

        assertThat(solver(boasting).solve(PROBLEM, LIMITS))
                .isInstanceOfSatisfying(
                        PlacementResult.Refused.class,
                        refused -> assertThat(refused.explanation())
                                .startsWith("The solver boasting says")
                                .contains("counted again"));
    }

    @Test
    void aSolverThatDoesWhatIsForbiddenMigratesNothing() {
        for (long seed = 1; seed <= 60; seed++) {
            PlacementProblem problem = RandomProblems.problem(seed);
            PlacementSolver deaf = new Deaf(new LocalSearchSolver());
            boolean isForbidden = deaf.solve(problem, LIMITS) instanceof PlacementResult.Improved improved
                    && !ForbiddenMigrations.in(problem, improved).isEmpty();

            PlacementResult result = solver(deaf).solve(problem, LIMITS);

            assertThat(result instanceof PlacementResult.Refused refused
                            && refused.explanation().startsWith("The solver deaf wants what is forbidden: "))
                    .as("seed " + seed)
                    .isEqualTo(isForbidden);
        }
    }

    /** Heeds neither allowances nor bans. */
    private record Deaf(PlacementSolver solver) implements PlacementSolver {
        @Override
        public String name() {
            return "deaf";
        }

        @Override
        public PlacementResult solve(PlacementProblem problem, SolveLimits limits) {
            PlacementProblem open = problem.toBuilder()
                    .allowances(List.of())
                    .bannedTargets(Map.of())
                    .closedHosts(Set.of())
                    .build();
            return solver.solve(open, limits);
        }
    }

    @Test
    void aTermThatThrowsMigratesNothing() {
        PlacementTerm broken = new PlacementTerm() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Strength strength() {
                return Strength.soft(1);
            }

            @Override
            public TermState begin(PlacementProblem problem) {
                throw new IllegalStateException("no license server");
            }
        };

        assertThat(solver(new LocalSearchSolver())
                        .solve(PROBLEM.toBuilder().terms(List.of(broken)).build(), LIMITS))
                .isInstanceOfSatisfying(
                        PlacementResult.Refused.class,
                        refused -> assertThat(refused.explanation()).contains("no license server"));
    }
}
