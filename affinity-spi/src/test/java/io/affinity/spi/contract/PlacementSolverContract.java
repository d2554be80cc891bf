// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy.ForbiddenHosts;
import io.affinity.spi.model.LocationPolicy.Pinned;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.MigrationAllowance;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import io.affinity.spi.placement.SolveLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link PlacementSolver} promises. Extend it, and hand over the solver:
 *
 * <pre>{@code
 * class LocalSearchContractTest extends PlacementSolverContract {
 *     @Override
 *     protected PlacementSolver solver() {
 *         return new LocalSearch();
 *     }
 * }
 * }</pre>
 *
 * <p>Rules are checked by {@link ResultChecker} on the {@link RandomProblems} of some seeds, with {@link #iterations()}
 * search steps each. What a solver is good for is checked on clusters so small that there is no excuse for missing it.
 */
public abstract class PlacementSolverContract {

    private static final Instant ORIGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);
    private static final HostId A = new HostId("a");
    private static final HostId B = new HostId("b");
    private static final HostId C = new HostId("c");
    private static final VmId V1 = new VmId("v1");
    private static final VmId V2 = new VmId("v2");
    private static final VmId V3 = new VmId("v3");

    /** {@return the solver under test} */
    protected abstract PlacementSolver solver();

    /** {@return how many search steps a solver gets for a problem of some ten hosts and VMs} */
    protected long iterations() {
        return 500;
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @Test
    void hasANameThatUsersCanChooseItBy() {
        PluginName.check(PlacementSolver.class, solver());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsAllRulesOfRandomProblems(long seed) {
        PlacementProblem problem = RandomProblems.problem(seed);

        PlacementResult result = solver().solve(problem, SolveLimits.of(iterations(), seed));

        assertThat(ResultChecker.problems(problem, result)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112})
    void decidesTheSameEveryTime(long seed) {
        PlacementProblem problem = RandomProblems.problem(seed);
        PlacementResult first = solver().solve(problem, SolveLimits.of(iterations(), seed));

        PlacementResult second = solver().solve(RandomProblems.problem(seed), SolveLimits.of(iterations(), seed));

        assertThat(second).isEqualTo(first);
        assertThat(order(second)).isEqualTo(order(first));
    }

    @Test
    void decidesTheSameOnEveryThread() {
        PlacementSolver solver = solver();
        List<PlacementProblem> problems = LongStream.rangeClosed(101, 110)
                .mapToObj(RandomProblems::problem)
                .toList();
        List<PlacementResult> expected = problems.stream()
                .map(problem -> solver.solve(problem, SolveLimits.of(iterations(), 7)))
                .toList();

        List<List<PlacementResult>> results = Concurrently.call(thread -> problems.stream()
                .map(problem -> solver.solve(problem, SolveLimits.of(iterations(), 7)))
                .toList());

        assertThat(results).containsOnly(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {109, 110, 111, 112})
    void keepsAllRulesWithoutAnySearchStep(long seed) {
        PlacementProblem problem = RandomProblems.problem(seed);

        PlacementResult result = solver().solve(problem, SolveLimits.of(0, seed));

        assertThat(ResultChecker.problems(problem, result)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void stopsWhenToldTo(int goOn) {
        PlacementProblem problem = RandomProblems.problem(113);
        int[] asked = {0};

        PlacementResult result = solver().solve(problem, new SolveLimits(Long.MAX_VALUE, 1, () -> {
            synchronized (asked) {
                return asked[0]++ >= goOn;
            }
        }));

        assertThat(asked[0]).as("how often stop was asked").isPositive();
        assertThat(ResultChecker.problems(problem, result)).isEmpty();
    }

    @Test
    void migratesOneVmAwayFromAnOverloadedHost() {
        PlacementProblem problem = overloaded(Map.of(), Map.of());

        Recommendation recommendation = onlyRecommendation(problem);

        assertThat(recommendation.source()).isEqualTo(A);
        assertThat(recommendation.target()).isEqualTo(B);
        assertThat(recommendation.reasons())
                .anySatisfy(reason -> assertThat(reason).isInstanceOf(Reason.ContentionAhead.class));
    }

    @Test
    void migratesTheOtherVmIfOneMustNotBeMigrated() {
        PlacementProblem problem = overloaded(Map.of(V1, Double.POSITIVE_INFINITY), Map.of());

        assertThat(onlyRecommendation(problem).vm()).isEqualTo(V2);
    }

    @Test
    void migratesTheCheaperVm() {
        PlacementProblem problem = overloaded(Map.of(V1, 0.5, V2, 3.0), Map.of());

        assertThat(onlyRecommendation(problem).vm()).isEqualTo(V1);
    }

    @Test
    void migratesTheOtherVmIfTheTargetIsBannedForOne() {
        PlacementProblem problem = overloaded(Map.of(), Map.of(V2, Set.of(B)));

        assertThat(onlyRecommendation(problem).vm()).isEqualTo(V1);
    }

    @Test
    void changesNothingIfTheOnlyTargetIsClosed() {
        PlacementProblem problem = overloaded(Map.of(), Map.of());

        assertUnchanged(problem.toBuilder().closedHosts(Set.of(B)).build());
    }

    @Test
    void migratesTheOtherVmIfNoneIsLeftOfTheAllowanceOfOne() {
        PlacementProblem problem = overloaded(Map.of(V1, 0.5), Map.of());

        assertThat(onlyRecommendation(problem.toBuilder()
                                .allowances(List.of(new MigrationAllowance.OfVms(Set.of(V1), 0)))
                                .build())
                        .vm())
                .isEqualTo(V2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void changesNothingIfNoneIsLeftOfTheAllowanceOfAHost(String host) {
        PlacementProblem problem = overloaded(Map.of(), Map.of());

        assertUnchanged(problem.toBuilder()
                .allowances(List.of(new MigrationAllowance.OfHost(new HostId(host), 0)))
                .build());
    }

    @Test
    void emptiesADrainingHostAsFarAsAllowed() {
        Fleet fleet = fleet(host(A).withState(HostState.DRAINING), host(B)).build();
        PlacementProblem problem = problem(fleet, 1).toBuilder()
                .allowances(List.of(new MigrationAllowance.OfVms(Set.of(V1, V2), 1)))
                .build();

        assertThat(solve(problem))
                .isInstanceOfSatisfying(
                        PlacementResult.Improved.class,
                        improved -> assertThat(improved.recommendations()).hasSize(1));
    }

    @Test
    void changesNothingIfNoVmMayBeMigrated() {
        PlacementProblem problem = overloaded(Map.of(V1, Double.POSITIVE_INFINITY), Map.of(V2, Set.of(A, B)));

        assertUnchanged(problem);
    }

    @ParameterizedTest
    @EnumSource(value = HostState.class, names = "AVAILABLE", mode = EnumSource.Mode.EXCLUDE)
    void changesNothingIfTheOnlyTargetTakesNoVms(HostState state) {
        Fleet fleet = fleet(host(A), host(B).withState(state)).build();

        assertUnchanged(problem(fleet, 6));
    }

    @Test
    void changesNothingOnAHostThatIsNotAvailable() {
        Fleet fleet = fleet(host(A).withState(HostState.UNAVAILABLE), host(B)).build();

        assertUnchanged(problem(fleet, 6));
    }

    @Test
    void changesNothingInAQuietCluster() {
        assertUnchanged(problem(fleet(host(A), host(B)).build(), 1));
    }

    @Test
    void changesNothingWhereThereIsOnlyOneHost() {
        assertUnchanged(problem(fleet(host(A)).build(), 6));
    }

    @Test
    void changesNothingWhereThereAreNoVms() {
        Fleet fleet = Fleet.builder(ORIGIN).host(host(A)).host(host(B)).build();

        assertUnchanged(problem(fleet, 1));
    }

    @Test
    void emptiesAHostThatIsDraining() {
        Fleet fleet = fleet(host(A).withState(HostState.DRAINING), host(B)).build();
        PlacementProblem problem = problem(fleet, 1);

        PlacementResult result = solve(problem);

        assertThat(result)
                .isInstanceOfSatisfying(
                        PlacementResult.Improved.class,
                        improved -> assertThat(improved.placement().hostByVm().values())
                                .containsOnly(B));
    }

    @Test
    void mendsAHostThatPromisesMoreThanItMay() {
        Fleet fleet = Fleet.builder(ORIGIN)
                .host(host(A))
                .host(host(B))
                .vm(vm(V1, 40e9), A)
                .vm(vm(V2, 40e9), A)
                .build();

        Recommendation recommendation = onlyRecommendation(problem(fleet, 1));

        assertThat(recommendation.target()).isEqualTo(B);
    }

    @ParameterizedTest
    @EnumSource
    void mendsABrokenHardPolicyWithOneMigration(PolicyCase broken) {
        PlacementProblem problem = broken.problem(Strength.hard());

        Recommendation recommendation = onlyRecommendation(problem);

        assertThat(recommendation.reasons())
                .anySatisfy(reason -> assertThat(reason)
                        .isInstanceOfSatisfying(
                                Reason.PolicyMended.class,
                                mended -> assertThat(mended.policy()).isEqualTo(PolicyCase.NAME)));
    }

    @ParameterizedTest
    @EnumSource
    void mendsABrokenSoftPolicyThatIsWorthAMigration(PolicyCase broken) {
        onlyRecommendation(broken.problem(Strength.soft(100)));
    }

    @ParameterizedTest
    @EnumSource
    void leavesABrokenSoftPolicyThatIsNotWorthAMigration(PolicyCase broken) {
        assertUnchanged(broken.problem(Strength.soft(0.1)));
    }

    /** One of the two that contradict each other is always broken; the host that is short is relieved all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void improvesWhatItCanWhereHardPoliciesContradictEachOther(String pinned) {
        Fleet fleet = Fleet.builder(ORIGIN)
                .host(host(A))
                .host(host(B))
                .host(host(C))
                .vm(vm(V1, 4e9), A)
                .vm(vm(V2, 4e9), A)
                .vm(vm(V3, 4e9), C)
                .policy(new Pinned("pinned", Strength.hard(), Scope.FINAL, V3, new HostId(pinned)))
                .policy(new ForbiddenHosts(
                        "not-there", Strength.hard(), Scope.FINAL, Set.of(V3), Set.of(new HostId(pinned))))
                .build();

        assertThat(solve(problem(fleet, 6)))
                .isInstanceOfSatisfying(
                        PlacementResult.Improved.class,
                        improved -> assertThat(improved.after().amount(Objective.CONTENTION))
                                .isZero());
    }

    private PlacementResult solve(PlacementProblem problem) {
        PlacementResult result = solver().solve(problem, SolveLimits.of(iterations(), 42));
        assertThat(ResultChecker.problems(problem, result)).isEmpty();
        return result;
    }

    private Recommendation onlyRecommendation(PlacementProblem problem) {
        PlacementResult result = solve(problem);
        assertThat(result).isInstanceOf(PlacementResult.Improved.class);
        PlacementResult.Improved improved = (PlacementResult.Improved) result;
        assertThat(improved.recommendations()).hasSize(1);
        assertThat(improved.after().hardViolation()).isZero();
        return improved.recommendations().get(0);
    }

    private void assertUnchanged(PlacementProblem problem) {
        assertThat(solve(problem)).isInstanceOf(PlacementResult.Unchanged.class);
    }

    /** Iteration order is part of a decision but not of its equality. */
    private static List<String> order(PlacementResult result) {
        return result instanceof PlacementResult.Improved improved
                ? improved.placement().hostByVm().keySet().stream()
                        .map(VmId::value)
                        .toList()
                : List.of();
    }

    /** Two VMs that want 6 cores each on host a of 8 cores, while host b is idle. */
    private static PlacementProblem overloaded(Map<VmId, Double> costs, Map<VmId, Set<HostId>> banned) {
        Fleet fleet = fleet(host(A), host(B)).build();
        return problem(fleet, 6).toBuilder()
                .migrationCosts(costs)
                .bannedTargets(banned)
                .build();
    }

    private static Fleet.Builder fleet(Host... hosts) {
        return Fleet.builder(ORIGIN).hosts(List.of(hosts)).vm(vm(V1, 4e9), A).vm(vm(V2, 4e9), A);
    }

    private static Host host(HostId id) {
        return Host.of(id, ResourceVector.of(RESOURCES, 8, 64e9));
    }

    private static Vm vm(VmId id, double memory) {
        return Vm.of(id, ResourceVector.of(RESOURCES, 8, memory));
    }

    private static PlacementProblem problem(Fleet fleet, double cores) {
        Scenarios scenarios = Scenarios.of(
                fleet, ORIGIN, Duration.ofMinutes(5), 3, 4, (vm, resource, step, s) -> resource == 0 ? cores : 1e9);
        return PlacementProblem.of(scenarios, ObjectiveWeights.CONTENTION_ONLY);
    }
}
