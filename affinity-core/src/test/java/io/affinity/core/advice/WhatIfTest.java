// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.advice;

import static io.affinity.core.fixture.SmallFleet.GB;
import static io.affinity.core.fixture.SmallFleet.RESOURCES;
import static io.affinity.core.fixture.SmallFleet.constantDemand;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.check.PlacementChecker;
import io.affinity.spi.contract.RandomProblems;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PolicyConflict;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import io.affinity.spi.placement.SolveLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WhatIfTest {

    private static final SolveLimits LIMITS = SolveLimits.of(300, 1);

    private static PlacementProblem problem(Fleet fleet, double... cores) {
        return PlacementProblem.of(constantDemand(fleet, 3, 2, cores), ObjectiveWeights.CONTENTION_ONLY);
    }

    @Test
    void vmsOfADrainedHostGoWhereTheyMay() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64), host("c", 8, 64))
                .vm(vm("v1", 4, 8), id("a"))
                .vm(vm("v2", 4, 8), id("a"))
                .vm(vm("v3", 4, 8), id("b"))
                .policy(apart("apart", "v1", "v3"))
                .build();

        Outcome outcome = WhatIf.of(problem(fleet, 4, 4, 4)).ask(new Change.Drain(id("a")), LIMITS);

        assertThat(outcome.homeless()).isEmpty();
        assertThat(outcome.starts()).isEmpty();
        assertThat(outcome.placement().hostOf(vmId("v1"))).isEqualTo(id("c"));
        assertThat(outcome.migrations()).extracting(Recommendation::source).containsOnly(id("a"));
        assertThat(outcome.after().amount(Objective.MIGRATIONS)).isEqualTo(2);
        assertThat(outcome.bound().isReachedBy(outcome.after())).isTrue();
        assertThat(outcome.before().cost()).isZero();
    }

    @Test
    void aVmThatFindsNoHostSaysWhichRuleExcludesEach() {
        Fleet fleet = fleet(host("a", 8, 64), host("small", 8, 4), host("b", 8, 64))
                .vm(vm("v1", 4, 8), id("a"))
                .vm(vm("v2", 4, 8), id("b"))
                .policy(apart("apart", "v1", "v2"))
                .build();

        Outcome outcome = WhatIf.of(problem(fleet, 1, 1)).ask(new Change.Drain(id("a")), LIMITS);

        assertThat(outcome.homeless())
                .containsExactly(new Homeless(
                        vmId("v1"),
                        List.of(
                                new Reason.HostsExcluded("allocation limit", List.of(id("small"))),
                                new Reason.HostsExcluded("apart", List.of(id("b"))))));
        assertThat(outcome.after().hardViolation()).isEqualTo(1);
        assertThat(outcome.migrations()).isEmpty();
    }

    /** Where host a is drained the reserve counts it as empty; where it is removed it does not. */
    @Test
    void rulesDoNotCountAHostThatIsRemoved() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64), host("c", 8, 64))
                .vm(vm("v1", 4, 40), id("a"))
                .vm(vm("v2", 4, 40), id("b"))
                .policy(new LocationPolicy.FailoverReserve(
                        "reserve", Strength.hard(), Scope.FINAL, Set.of(id("a"), id("b"), id("c")), 1))
                .build();
        WhatIf question = WhatIf.of(problem(fleet, 1, 1));

        assertThat(question.ask(new Change.Drain(id("a")), LIMITS).homeless()).isEmpty();
        Outcome removed = question.ask(new Change.Remove(id("a")), LIMITS);

        assertThat(removed.homeless()).extracting(Homeless::vm).containsExactly(vmId("v1"));
        assertThat(removed.homeless().get(0).excluded())
                .contains(new Reason.HostsExcluded("reserve", List.of(id("c"))));
    }

    @Test
    void vmsOfARemovedHostMigrateFromThere() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64))
                .vm(vm("v1", 4, 8), id("a"))
                .build();

        Outcome outcome = WhatIf.of(problem(fleet, 4)).ask(new Change.Remove(id("a")), LIMITS);

        assertThat(outcome.placement()).isEqualTo(new Placement(Map.of(vmId("v1"), id("b"))));
        assertThat(outcome.migrations()).singleElement().satisfies(migration -> {
            assertThat(migration.source()).isEqualTo(id("a"));
            assertThat(migration.target()).isEqualTo(id("b"));
        });
    }

    @Test
    void aLargerVmDemandsMoreInProportion() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64))
                .vm(vm("v1", 4, 8), id("a"))
                .vm(vm("v2", 4, 8), id("a"))
                .build();
        Change larger = new Change.Resize(vmId("v1"), ResourceVector.of(RESOURCES, 8, 8 * GB));

        Outcome outcome = WhatIf.of(problem(fleet, 3, 3)).ask(larger, LIMITS);

        assertThat(outcome.migrations()).hasSize(1);
        assertThat(outcome.after().amount(Objective.SHORTFALL)).isZero();
    }

    /** Each host takes five of 12 GB; the five that must be apart get a host each, and hosts are filled to the last. */
    @Test
    void fiftyVmsStartAtOnce() {
        Fleet.Builder builder = fleet();
        IntStream.range(0, 10).forEach(h -> builder.host(host("h" + h, 64, 64)));
        Fleet fleet = builder.policy(apart("apart", "new-0", "new-1", "new-2", "new-3", "new-4"))
                .vm(vm("old", 4, 4), id("h0"))
                .build();
        List<Vm> vms =
                IntStream.range(0, 50).mapToObj(v -> vm("new-" + v, 4, 12)).toList();

        Outcome outcome = WhatIf.of(problem(fleet, 1)).ask(new Change.Start(vms), LIMITS);

        assertThat(outcome.homeless()).isEmpty();
        assertThat(outcome.starts()).extracting(PlacementAdvice::vm).containsExactlyElementsOf(ids(vms));
        assertThat(outcome.starts())
                .allSatisfy(advice -> assertThat(advice.ranked().get(0).host())
                        .isEqualTo(outcome.placement().hostOf(advice.vm())));
        assertThat(outcome.after().hardViolation()).isZero();
        assertNothingWorse(fleet, vms, outcome);
    }

    @Test
    void runningVmsMakeRoomWhereTheyMay() {
        Fleet fleet = fleet(host("a", 8, 32), host("b", 8, 16))
                .vm(vm("small", 2, 12), id("a"))
                .build();
        List<Vm> large = List.of(vm("large", 2, 30));
        PlacementProblem mayMigrate = problem(fleet, 1);

        Outcome outcome = WhatIf.of(mayMigrate).ask(new Change.Start(large), LIMITS);
        List<PlacementAdvice> fixed = PlacementAdvisor.of(mayMigrate).adviseAll(large, LIMITS);

        assertThat(outcome.placement().hostOf(vmId("large"))).isEqualTo(id("a"));
        assertThat(outcome.placement().hostOf(vmId("small"))).isEqualTo(id("b"));
        assertThat(fixed).isEmpty();
    }

    @Test
    void whatContradictsItselfIsNamedBesideThePlacement() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64))
                .vm(vm("v1", 4, 8), id("a"))
                .policy(apart("apart", "v1", "new-0", "new-1"))
                .build();

        Outcome outcome = WhatIf.of(problem(fleet, 1))
                .ask(new Change.Start(List.of(vm("new-0", 4, 8), vm("new-1", 4, 8))), LIMITS);

        assertThat(outcome.starts()).hasSize(1);
        assertThat(outcome.homeless()).hasSize(1);
        assertThat(outcome.homeless().get(0).excluded())
                .containsExactly(new Reason.HostsExcluded("apart", List.of(id("a"), id("b"))));
        assertThat(outcome.conflicts()).containsExactly(new PolicyConflict(List.of("apart")));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 80);
    }

    /** Judged by the checker, which shares no code with the search. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noHardRuleIsBrokenMoreByVmsThatStart(long seed) {
        PlacementProblem problem = RandomProblems.problem(seed);
        Fleet fleet = problem.fleet();
        List<Vm> vms = new ArrayList<>();
        for (int v = 0; v < 6; v++) {
            Vm like = fleet.vms().get(v % fleet.vms().size());
            vms.add(new Vm(
                    new VmId("new-" + v),
                    "new-" + v,
                    like.tenant(),
                    like.allocation(),
                    like.priority(),
                    like.memoryBytes(),
                    like.dirtyBytesPerSecond()));
        }
        Set<VmId> some = new LinkedHashSet<>(List.of(vmId("new-0"), vmId("new-1"), vmId("v0")));
        List<LocationPolicy> policies = new ArrayList<>(fleet.policies());
        policies.add(new LocationPolicy.AntiAffinity("own", Strength.hard(), Scope.FINAL, some, TopologyLevel.HOST));
        Fleet ruled = fleet.withPolicies(policies);
        PlacementProblem asked =
                problem.toBuilder().scenarios(problem.scenarios().over(ruled)).build();

        Outcome outcome = WhatIf.of(asked).ask(new Change.Start(vms), LIMITS);

        assertNothingWorse(ruled, vms, outcome);
        assertThat(outcome.starts().size()
                        + outcome.homeless().stream()
                                .filter(it -> it.vm().value().startsWith("new"))
                                .count())
                .isEqualTo(vms.size());
        assertThat(WhatIf.of(asked).ask(new Change.Start(vms), LIMITS)).isEqualTo(outcome);
    }

    private static void assertNothingWorse(Fleet fleet, List<Vm> started, Outcome outcome) {
        Map<String, Double> before = new PlacementChecker(fleet).hardViolations(fleet.placement());
        Fleet.Builder builder = Fleet.builder(fleet.observedAt())
                .topology(fleet.topology())
                .hosts(fleet.hosts())
                .policies(fleet.policies());
        Map<VmId, Vm> all = new LinkedHashMap<>();
        fleet.vms().forEach(vm -> all.put(vm.id(), vm));
        started.forEach(vm -> all.put(vm.id(), vm));
        outcome.placement().hostByVm().forEach((vm, host) -> builder.vm(all.get(vm), host));
        Fleet after = builder.build();
        assertThat(PlacementChecker.worsened(before, new PlacementChecker(after).hardViolations(after.placement())))
                .isEmpty();
    }

    @Test
    void whatIsNotThereIsRefused() {
        Fleet fleet = fleet(host("a", 8, 64)).vm(vm("v1", 4, 8), id("a")).build();
        WhatIf question = WhatIf.of(problem(fleet, 1));

        assertRefused(question, new Change.Drain(id("z")), "(z)");
        assertRefused(question, new Change.Remove(id("z")), "(z)");
        assertRefused(question, new Change.Remove(id("a")), "removed");
        assertRefused(question, new Change.Resize(vmId("w"), vm("w", 1, 1).allocation()), "(w)");
        assertRefused(question, new Change.Start(List.of(vm("v1", 1, 1))), "(v1)");
        assertRefused(
                question, new Change.Resize(vmId("v1"), ResourceVector.of(ResourceSet.of(Resource.CPU), 1)), "v1");
        assertThatThrownBy(() -> new Change.Start(List.of(vm("w", 1, 1), vm("w", 1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(w)");
    }

    private static void assertRefused(WhatIf question, Change change, String text) {
        assertThatThrownBy(() -> question.ask(change, LIMITS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    private static List<VmId> ids(List<Vm> vms) {
        return vms.stream().map(Vm::id).toList();
    }

    private static LocationPolicy apart(String name, String... vms) {
        Set<VmId> ids = new LinkedHashSet<>();
        for (String vm : vms) {
            ids.add(vmId(vm));
        }
        return new LocationPolicy.AntiAffinity(name, Strength.hard(), Scope.FINAL, ids, TopologyLevel.HOST);
    }
}
