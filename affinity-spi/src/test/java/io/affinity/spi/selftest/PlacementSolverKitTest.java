// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.PlacementSolverContract;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.placement.Bound;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementResult.Improved;
import io.affinity.spi.placement.PlacementResult.Unchanged;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.SolveLimits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class PlacementSolverKitTest {

    @Test
    void passesASolverWithoutDefects() {
        assertThat(KitRun.failures(Plain.class)).isEmpty();
    }

    @Test
    void findsASolverThatNeverFindsAnything() {
        assertThat(KitRun.failures(Idle.class))
                .contains(
                        "migratesOneVmAwayFromAnOverloadedHost",
                        "mendsABrokenHardPolicyWithOneMigration",
                        "mendsABrokenSoftPolicyThatIsWorthAMigration",
                        "improvesWhatItCanWhereHardPoliciesContradictEachOther")
                .doesNotContain("changesNothingInAQuietCluster");
    }

    @Test
    void findsASolverThatIgnoresPolicies() {
        assertThat(KitRun.failures(IgnoresPolicies.class))
                .contains("keepsAllRulesOfRandomProblems", "mendsABrokenHardPolicyWithOneMigration");
    }

    @Test
    void findsASolverThatIgnoresMigrationCosts() {
        assertThat(KitRun.failures(IgnoresCosts.class))
                .contains(
                        "keepsAllRulesOfRandomProblems",
                        "migratesTheOtherVmIfOneMustNotBeMigrated",
                        "changesNothingIfNoVmMayBeMigrated")
                .doesNotContain("migratesTheOtherVmIfTheTargetIsBannedForOne");
    }

    @Test
    void findsASolverThatIgnoresAllowances() {
        assertThat(KitRun.failures(IgnoresAllowances.class))
                .contains("keepsAllRulesOfRandomProblems", "migratesTheOtherVmIfNoneIsLeftOfTheAllowanceOfOne")
                .doesNotContain("changesNothingIfTheOnlyTargetIsClosed");
    }

    @Test
    void findsASolverThatIgnoresBans() {
        assertThat(KitRun.failures(IgnoresBans.class))
                .contains("keepsAllRulesOfRandomProblems", "changesNothingIfNoVmMayBeMigrated")
                .doesNotContain("migratesTheOtherVmIfOneMustNotBeMigrated");
    }

    @Test
    void findsASolverThatIgnoresHostStates() {
        assertThat(KitRun.failures(IgnoresStates.class))
                .contains(
                        "keepsAllRulesOfRandomProblems",
                        "changesNothingIfTheOnlyTargetTakesNoVms",
                        "changesNothingOnAHostThatIsNotAvailable",
                        "emptiesAHostThatIsDraining");
    }

    @Test
    void findsASolverThatIsNotReproducible() {
        assertThat(KitRun.failures(Moody.class)).contains("decidesTheSameEveryTime", "decidesTheSameOnEveryThread");
    }

    @Test
    void findsASolverThatDoesNotAskWhetherToStop() {
        assertThat(KitRun.failures(Unstoppable.class)).containsExactly("stopsWhenToldTo");
    }

    @Test
    void findsARecommendationThatIsMissing() {
        assertThat(KitRun.failures(ForgetsOne.class))
                .contains("keepsAllRulesOfRandomProblems", "migratesOneVmAwayFromAnOverloadedHost");
    }

    @Test
    void findsASolverThatGivesUpWhereARuleCannotBeKept() {
        assertThat(KitRun.failures(GivesUp.class)).contains("improvesWhatItCanWhereHardPoliciesContradictEachOther");
    }

    @Test
    void findsABoundAboveWhatWasReached() {
        assertThat(KitRun.failures(BoundsTooHigh.class)).contains("keepsAllRulesOfRandomProblems");
    }

    private abstract static class Altered extends PlacementSolverContract {

        @Override
        protected long iterations() {
            return 60;
        }

        static PlacementSolver solver(BiFunction<PlacementProblem, SolveLimits, PlacementResult> solve) {
            return new PlacementSolver() {
                @Override
                public String name() {
                    return "altered";
                }

                @Override
                public PlacementResult solve(PlacementProblem problem, SolveLimits limits) {
                    return solve.apply(problem, limits);
                }
            };
        }
    }

    private static PlacementProblem over(PlacementProblem problem, Fleet fleet) {
        return problem.toBuilder().scenarios(problem.scenarios().over(fleet)).build();
    }

    private static Fleet fleet(PlacementProblem problem, HostState state, List<LocationPolicy> policies) {
        Fleet fleet = problem.fleet();
        Fleet.Builder builder =
                Fleet.builder(fleet.observedAt()).topology(fleet.topology()).policies(policies);
        fleet.hosts().forEach(host -> builder.host(state == null ? host : host.withState(state)));
        fleet.vms().forEach(vm -> builder.vm(vm, fleet.placement().hostOf(vm.id())));
        return builder.build();
    }

    static final class Plain extends PlacementSolverContract {
        @Override
        protected PlacementSolver solver() {
            return new PlainSolver();
        }
    }

    static final class Idle extends Altered {
        @Override
        protected PlacementSolver solver() {
            return solver((problem, limits) ->
                    new PlainSolver().solve(over(problem, fleet(problem, HostState.UNAVAILABLE, List.of())), limits));
        }
    }

    static final class IgnoresPolicies extends Altered {
        @Override
        protected PlacementSolver solver() {
            return solver((problem, limits) ->
                    new PlainSolver().solve(over(problem, fleet(problem, null, List.of())), limits));
        }
    }

    static final class IgnoresCosts extends Altered {
        @Override
        protected PlacementSolver solver() {
            return solver((problem, limits) -> new PlainSolver()
                    .solve(problem.toBuilder().migrationCosts(Map.of()).build(), limits));
        }
    }

    static final class IgnoresBans extends Altered {
        @Override
        protected PlacementSolver solver() {
            return solver((problem, limits) -> new PlainSolver()
                    .solve(
                            problem.toBuilder()
                                    .bannedTargets(Map.of())
                                    .closedHosts(Set.of())
                                    .build(),
                            limits));
        }
    }

    static final class IgnoresAllowances extends Altered {
        @Override
        protected PlacementSolver solver() {
            return solver((problem, limits) -> new PlainSolver()
                    .solve(problem.toBuilder().allowances(List.of()).build(), limits));
        }
    }

    static final class IgnoresStates extends Altered {
        @Override
        protected PlacementSolver solver() {
            return solver((problem, limits) -> new PlainSolver()
                    .solve(
                            over(
                                    problem,
                                    fleet(
                                            problem,
                                            HostState.AVAILABLE,
                                            problem.fleet().policies())),
                            limits));
        }
    }

    static final class Moody extends Altered {
        private static final AtomicInteger CALLS = new AtomicInteger();

        @Override
        protected PlacementSolver solver() {
            return solver((problem, limits) ->
                    new PlainSolver().solve(problem, CALLS.incrementAndGet() % 3 == 0 ? limits : SolveLimits.of(0, 0)));
        }
    }

    static final class Unstoppable extends Altered {
        @Override
        protected PlacementSolver solver() {
            return solver((problem, limits) ->
                    new PlainSolver().solve(problem, SolveLimits.of(Math.min(60, limits.iterations()), limits.seed())));
        }
    }

    static final class ForgetsOne extends Altered {
        @Override
        protected PlacementSolver solver() {
            return solver((problem, limits) -> {
                PlacementResult result = new PlainSolver().solve(problem, limits);
                return result instanceof Improved it
                        ? new Improved(
                                it.placement(),
                                it.before(),
                                it.after(),
                                it.bound(),
                                it.recommendations()
                                        .subList(1, it.recommendations().size()))
                        : result;
            });
        }
    }

    static final class GivesUp extends Altered {
        @Override
        protected PlacementSolver solver() {
            return solver((problem, limits) -> {
                Fleet fleet = problem.fleet();
                PlacementResult result = new PlainSolver().solve(problem, limits);
                return result instanceof Improved it && it.after().hardViolation() > 0
                        ? new Unchanged(fleet.placement(), it.before(), Bound.NONE)
                        : result;
            });
        }
    }

    static final class BoundsTooHigh extends Altered {
        @Override
        protected PlacementSolver solver() {
            return solver((problem, limits) -> {
                PlacementResult result = new PlainSolver().solve(problem, limits);
                return result instanceof Improved it
                        ? new Improved(
                                it.placement(),
                                it.before(),
                                it.after(),
                                new Bound(it.after().hardViolation(), it.after().cost() + 1),
                                it.recommendations())
                        : result;
            });
        }
    }
}
