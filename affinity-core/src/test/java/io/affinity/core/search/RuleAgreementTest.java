// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.check.PlacementChecker;
import io.affinity.core.fixture.SmallFleet;
import io.affinity.core.reassignment.SearchPlacement;
import io.affinity.spi.contract.PolicyViolation;
import io.affinity.spi.contract.RandomProblems;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that the search keeps up to date move by move must say what the definitions say of the whole placement. */
class RuleAgreementTest {

    private static final double EXACT = 1e-9;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 80);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rulesAgreeWithTheDefinitionsAfterEveryMove(long seed) {
        PlacementProblem problem = RandomProblems.problem(seed);
        Fleet fleet = problem.fleet();
        SearchProblem search = new SearchProblem(problem);
        SearchPlacement state = search.begin();
        PlacementChecker checker = new PlacementChecker(fleet);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 60; i++) {
            int vm = random.nextInt(fleet.vms().size());
            int host = random.nextInt(fleet.hosts().size());
            double[] foretold = IntStream.range(0, search.rules().size())
                    .mapToDouble(r -> state.rule(r).total())
                    .toArray();
            if (host != state.hostOf(vm)) {
                state.tellChanges(vm, host, (rule, growth) -> {
                    if (rule < foretold.length) {
                        foretold[rule] += growth;
                    }
                });
                state.move(vm, host, 0);
            }

            Placement placement = fleet.placementOf(state.hostIndexByVm());
            Map<String, Double> defined = checker.violations(placement);
            for (int r = 0; r < foretold.length; r++) {
                LocationPolicy policy = search.rules().get(r).policy();
                String name = policy.getClass().getSimpleName() + " after move " + i;
                double expected = defined.getOrDefault(policy.name(), 0.0);
                assertThat(state.rule(r).total()).as(name).isCloseTo(expected, within(EXACT));
                assertThat(foretold[r]).as("foretold " + name).isCloseTo(expected, within(EXACT));
                assertThat(PolicyViolation.of(policy, fleet, placement))
                        .as(name)
                        .isCloseTo(expected, within(EXACT));
            }
        }
    }

    @Test
    void theRandomProblemsHoldAllTwelveKindsOfPolicies() {
        Set<String> kinds = new LinkedHashSet<>();
        seeds().forEach(seed -> RandomProblems.problem(seed)
                .fleet()
                .policies()
                .forEach(policy -> kinds.add(policy.getClass().getSimpleName())));

        assertThat(kinds).hasSize(12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatAMoveWouldAddIsWhatItAdds(long seed) {
        PlacementProblem random = RandomProblems.problem(seed);
        PlacementProblem problem = PlacementProblem.of(random.scenarios(), new ObjectiveWeights(12, 100, 5, 3));
        SearchProblem search = new SearchProblem(problem);
        SearchPlacement state = search.begin();
        SplittableRandom choice = new SplittableRandom(seed);
        for (int i = 0; i < 40; i++) {
            int vm = choice.nextInt(state.vms());
            int host = choice.nextInt(state.hosts());
            if (host != state.hostOf(vm) && isOpen(problem.fleet(), search, vm, host)) {
                double change = state.shift(vm, host);
                double soft = state.softShift(vm, host);
                Objective before = search.objective(state);

                state.move(vm, host, 0);

                Objective after = search.objective(state);
                double hard = SearchProblem.HARD * (after.hardViolation() - before.hardViolation());
                assertThat(soft).isCloseTo(after.cost() - before.cost(), within(1e-6));
                if (change < Double.POSITIVE_INFINITY) {
                    assertThat(change).isCloseTo(after.cost() - before.cost() + hard, within(1e-3));
                }
            }
        }
    }

    private static boolean isOpen(Fleet fleet, SearchProblem search, int vm, int host) {
        return host == fleet.hostIndexOf(vm)
                || (search.isMovable(vm) && fleet.hosts().get(host).state() == HostState.AVAILABLE);
    }

    /** Three hosts of 64 GB: what fits nowhere counts, also where the hosts that fail include empty ones. */
    @ParameterizedTest
    @CsvSource({
        "1, 40, 0, 0, 0",
        "1, 40, 40, 0, 0",
        "1, 60, 60, 60, 0.8125",
        "2, 10, 0, 0, 0",
        "2, 60, 60, 0, 0.875",
        "3, 10, 0, 0, 0.15625",
        "3, 0, 0, 0, 0",
        "9, 10, 20, 0, 0.46875"
    })
    void theReserveCountsEmptyHostsAmongThoseThatFail(int failures, int first, int second, int third, double expected) {
        Fleet.Builder builder =
                SmallFleet.fleet(SmallFleet.host("a", 8, 64), SmallFleet.host("b", 8, 64), SmallFleet.host("c", 8, 64));
        Set<io.affinity.spi.model.HostId> hosts =
                Set.of(SmallFleet.id("a"), SmallFleet.id("b"), SmallFleet.id("c"), SmallFleet.id("gone"));
        Fleet fleet = builder.vm(SmallFleet.vm("v1", 1, first), SmallFleet.id("a"))
                .vm(SmallFleet.vm("v2", 1, second), SmallFleet.id("b"))
                .vm(SmallFleet.vm("v3", 1, third), SmallFleet.id("c"))
                .policy(new LocationPolicy.FailoverReserve("reserve", Strength.hard(), Scope.FINAL, hosts, failures))
                .build();

        assertThat(new RuleCompiler(fleet)
                        .compile()
                        .get(0)
                        .beginning()
                        .begin(fleet.hostIndexByVm())
                        .total())
                .isCloseTo(expected, within(EXACT));
        assertThat(new PlacementChecker(fleet).violations(fleet.placement()).getOrDefault("reserve", 0.0))
                .isCloseTo(expected, within(EXACT));
    }

    @Test
    void aRuleAboutHostsAndVmsThatAreGoneIsKept() {
        Set<io.affinity.spi.model.HostId> hosts = Set.of(SmallFleet.id("gone"));
        Set<io.affinity.spi.model.VmId> vms = Set.of(SmallFleet.vmId("v-gone"));
        Fleet fleet = SmallFleet.fleet(SmallFleet.host("a", 8, 64))
                .vm(SmallFleet.vm("v1", 1, 1), SmallFleet.id("a"))
                .policy(new LocationPolicy.FailoverReserve("reserve", Strength.hard(), Scope.FINAL, hosts, 1))
                .policy(new LocationPolicy.MaxVmsPerHost("max", Strength.hard(), Scope.FINAL, hosts, 0))
                .policy(new LocationPolicy.AllowedHosts("allowed", Strength.hard(), Scope.FINAL, vms, hosts))
                .policy(new LocationPolicy.Proximity("near", Strength.hard(), Scope.FINAL, vms, 0))
                .build();
        SearchProblem search = new SearchProblem(
                PlacementProblem.of(SmallFleet.constantDemand(fleet, 1, 1, 1), ObjectiveWeights.CONTENTION_ONLY));

        assertThat(search.objective(search.begin()).hardViolation()).isZero();
    }
}
