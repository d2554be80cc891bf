// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import static io.affinity.core.fixture.SmallFleet.constantDemand;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.fixture.HostsOfTenants;
import io.affinity.spi.contract.RandomProblems;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.placement.Bound;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.SolveLimits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LowerBoundTest {

    private static final double ROUNDING = 1e-6;

    private static Bound bound(PlacementProblem problem) {
        SearchProblem search = new SearchProblem(problem);
        return LowerBound.of(search, search.begin(), () -> false);
    }

    /** Of random problems, those in which all placements can be tried: with rules, states, bans and budgets of all kinds. */
    @Test
    void noPlacementIsBetterThanTheBound() {
        List<PlacementProblem> problems = LongStream.rangeClosed(5000, 11000)
                .mapToObj(LowerBoundTest::withTerm)
                .filter(problem -> problem.fleet().hosts().size() == 3
                        && problem.fleet().vms().size() <= 6)
                .toList();
        int reached = 0;
        int costly = 0;
        for (PlacementProblem problem : problems) {
            Objective best = EveryPlacement.best(problem);
            Bound bound = bound(problem);
            assertNotAbove(bound, best, problem);
            reached += bound.isReachedBy(best) ? 1 : 0;
            costly += bound.hardViolation() > 0 || bound.cost() > 0 ? 1 : 0;
        }

        assertThat(problems.size()).isGreaterThan(200);
        assertThat(costly).isGreaterThan(50);
        assertThat(reached)
                .as("bounds that are the best placement, of " + problems.size())
                .isGreaterThan(20);
    }

    /** Two in three have a term of a user's, hard or soft, of which nothing is known but its amount. */
    private static PlacementProblem withTerm(long seed) {
        PlacementProblem problem = RandomProblems.problem(seed);
        PlacementTerm term = new HostsOfTenants(seed % 3 == 0 ? Strength.hard() : Strength.soft(3));
        return seed % 3 == 2
                ? problem
                : problem.toBuilder().terms(List.of(term)).build();
    }

    private static void assertNotAbove(Bound bound, Objective best, PlacementProblem problem) {
        assertThat(bound.hardViolation())
                .as("hard violation, %s", problem.fleet())
                .isLessThanOrEqualTo(best.hardViolation() + ROUNDING);
        if (best.hardViolation() <= bound.hardViolation() + ROUNDING) {
            assertThat(bound.cost())
                    .as("cost, %s", problem.fleet())
                    .isLessThanOrEqualTo(best.cost() + ROUNDING * (1 + best.cost()));
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    /** Six VMs of different sizes, costs and priorities, in scenarios that differ, on hosts of which one is short and some promise too much. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noPlacementOfOverloadedHostsIsBetterThanTheBound(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Fleet.Builder builder = fleet(host("a", 8, 24), host("b", 12, 64), host("c", 6, 64));
        double[] cores = new double[6];
        for (int v = 0; v < cores.length; v++) {
            cores[v] = random.nextDouble(0.5, 4);
            builder.vm(vm("v" + v, 8, random.nextInt(2, 12)), id(v < 4 ? "a" : "b"));
        }
        PlacementProblem problem = PlacementProblem.builder(
                        constantDemand(builder.build(), 3, 2, cores),
                        new ObjectiveWeights(4, 1000, random.nextInt(2) * 20, random.nextInt(2) * 10))
                .migrationCosts(Map.of(vmId("v0"), 0.0, vmId("v1"), 3.0, vmId("v2"), Double.POSITIVE_INFINITY))
                .build();

        assertNotAbove(bound(problem), EveryPlacement.best(problem), problem);
    }

    /** 8 cores are there and 14 wanted, by VMs of 5, 4, 3 and 2: the two largest have to go, or the largest with any other. */
    @Test
    void asManyVmsLeaveAHostAsItTakes() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 32, 64))
                .vm(vm("v1", 8, 4), id("a"))
                .vm(vm("v2", 8, 4), id("a"))
                .vm(vm("v3", 8, 4), id("a"))
                .vm(vm("v4", 8, 4), id("a"))
                .build();
        PlacementProblem problem =
                PlacementProblem.of(constantDemand(fleet, 2, 2, 5, 4, 3, 2), ObjectiveWeights.CONTENTION_ONLY);

        assertThat(bound(problem)).isEqualTo(new Bound(0, 2));
    }

    /** Two resources, each of which one VM could relieve, but no VM both. */
    @Test
    void setsAreTriedAndNotOnlyResourcesOneByOne() {
        Fleet fleet = fleet(host("a", 7, 10), host("b", 32, 64))
                .vm(vm("cores", 8, 2), id("a"))
                .vm(vm("memory", 1, 6), id("a"))
                .vm(vm("rest", 1, 5), id("a"))
                .build();
        PlacementProblem problem =
                PlacementProblem.of(constantDemand(fleet, 1, 1, 7, 1, 1), ObjectiveWeights.CONTENTION_ONLY);

        assertThat(bound(problem)).isEqualTo(new Bound(0, 2));
    }

    @Test
    void vmsOfAHostThatIsEmptiedAndOfBrokenRulesAreCountedOnce() {
        Fleet fleet = fleet(host("a", 8, 64).withState(HostState.DRAINING), host("b", 8, 64), host("c", 8, 64))
                .vm(vm("v1", 1, 4), id("a"))
                .vm(vm("v2", 1, 4), id("a"))
                .vm(vm("v3", 1, 4), id("b"))
                .vm(vm("v4", 1, 4), id("b"))
                .policy(apart("apart-on-a", "v1", "v2"))
                .policy(apart("apart-on-b", "v3", "v4"))
                .build();
        PlacementProblem problem =
                PlacementProblem.of(constantDemand(fleet, 1, 1, 1, 1, 1, 1), ObjectiveWeights.CONTENTION_ONLY);

        assertThat(bound(problem)).isEqualTo(new Bound(0, 3));
    }

    @Test
    void moreVmsThanHostsCannotBeApart() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64))
                .vm(vm("v1", 1, 4), id("a"))
                .vm(vm("v2", 1, 4), id("a"))
                .vm(vm("v3", 1, 4), id("a"))
                .policy(apart("apart", "v1", "v2", "v3"))
                .build();
        PlacementProblem problem =
                PlacementProblem.of(constantDemand(fleet, 1, 1, 1, 1, 1), ObjectiveWeights.CONTENTION_ONLY);

        assertThat(bound(problem)).isEqualTo(new Bound(1, 1));
    }

    /** 60 GB are promised by hosts of 32: two have to be on, and one of three is emptied by two migrations. */
    @Test
    void soManyHostsStayOnAsItTakes() {
        Fleet fleet = fleet(host("a", 64, 32), host("b", 64, 32), host("c", 64, 32))
                .vm(vm("v1", 1, 20), id("a"))
                .vm(vm("v2", 1, 20), id("b"))
                .vm(vm("v3", 1, 10), id("c"))
                .vm(vm("v4", 1, 10), id("c"))
                .build();
        PlacementProblem problem = PlacementProblem.of(
                constantDemand(fleet, 1, 1, 1, 1, 1, 1), ObjectiveWeights.CONTENTION_ONLY.withActiveHost(1200));

        Bound bound = bound(problem);

        // Of two of them one VM each would leave, for all that the relaxation knows.
        assertThat(bound.cost()).isEqualTo(200 + 1, within(ROUNDING));
        assertThat(EveryPlacement.best(problem).cost()).isEqualTo(200 + 2, within(ROUNDING));
    }

    @Test
    void aVmThatNoHostCanTakeIsNotExpectedToLeave() {
        Fleet fleet = fleet(host("a", 8, 64).withState(HostState.DRAINING), host("b", 8, 2))
                .vm(vm("v1", 1, 4), id("a"))
                .build();
        PlacementProblem problem =
                PlacementProblem.of(constantDemand(fleet, 1, 1, 1), ObjectiveWeights.CONTENTION_ONLY);

        assertThat(bound(problem)).isEqualTo(new Bound(1, 0));
    }

    @Test
    void whatIsNotLookedAtOnceItIsToldToStopCountsAsNothing() {
        SearchProblem problem = new SearchProblem(RandomProblems.problem(113));

        Bound told = LowerBound.of(problem, problem.begin(), () -> true);

        assertThat(told.cost())
                .isLessThanOrEqualTo(bound(RandomProblems.problem(113)).cost());
    }

    /** Without the bound it would search for ever. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theSearchEndsWhenNothingBetterCanBe() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64), host("c", 8, 64))
                .vm(vm("v1", 8, 4), id("a"))
                .vm(vm("v2", 8, 4), id("a"))
                .vm(vm("v3", 8, 4), id("b"))
                .build();
        PlacementProblem problem =
                PlacementProblem.of(constantDemand(fleet, 2, 2, 6, 6, 6), ObjectiveWeights.CONTENTION_ONLY);

        PlacementResult result = new LocalSearchSolver().solve(problem, SolveLimits.of(Long.MAX_VALUE, 1));

        assertThat(result)
                .isInstanceOfSatisfying(
                        PlacementResult.Improved.class,
                        improved -> assertThat(improved.bound().isReachedBy(improved.after()))
                                .isTrue());
    }

    private static LocationPolicy apart(String name, String... vms) {
        return new LocationPolicy.AntiAffinity(
                name,
                Strength.hard(),
                Scope.FINAL,
                Set.copyOf(List.of(vms).stream().map(vm -> vmId(vm)).toList()),
                TopologyLevel.HOST);
    }
}
