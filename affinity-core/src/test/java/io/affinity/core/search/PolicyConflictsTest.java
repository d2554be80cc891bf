// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import static io.affinity.core.fixture.SmallFleet.constantDemand;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.check.PlacementChecker;
import io.affinity.spi.contract.RandomProblems;
import io.affinity.spi.contract.ResultChecker;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.LocationPolicy.Affinity;
import io.affinity.spi.model.LocationPolicy.AllowedHosts;
import io.affinity.spi.model.LocationPolicy.AntiAffinity;
import io.affinity.spi.model.LocationPolicy.ForbiddenHosts;
import io.affinity.spi.model.LocationPolicy.MaxPerDomain;
import io.affinity.spi.model.LocationPolicy.Pinned;
import io.affinity.spi.model.LocationPolicy.Proximity;
import io.affinity.spi.model.LocationPolicy.Spread;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PolicyConflict;
import io.affinity.spi.placement.SolveLimits;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyConflictsTest {

    private static final Strength HARD = Strength.hard();

    @Test
    void togetherAndApartContradictEachOther() {
        assertThat(conflict(affinity("together", 1, 2), apart("apart", 1, 2), apart("others", 3, 4)))
                .containsExactlyInAnyOrder("together", "apart");
    }

    @Test
    void fourVmsCannotBeApartOnThreeHosts() {
        assertThat(conflict(affinity("harmless", 5, 6), apart("apart", 1, 2, 3, 4)))
                .containsExactly("apart");
    }

    @Test
    void pinnedContradictsForbidden() {
        assertThat(conflict(
                        pinned("pinned", 1, "a"),
                        new ForbiddenHosts("forbidden", HARD, Scope.FINAL, vms(1, 2), hosts("a")),
                        apart("apart", 1, 2)))
                .containsExactlyInAnyOrder("pinned", "forbidden");
    }

    @Test
    void moreDomainsThanThereAreContradictThemselves() {
        assertThat(conflict(new Spread("spread", HARD, Scope.FINAL, vms(1, 2, 3, 4, 5), TopologyLevel.HOST, 4)))
                .containsExactly("spread");
    }

    @Test
    void aSpreadContradictsTooFewAllowedHosts() {
        assertThat(conflict(
                        new Spread("spread", HARD, Scope.FINAL, vms(1, 2, 3), TopologyLevel.RACK, 2),
                        new AllowedHosts("rack-one", HARD, Scope.FINAL, vms(1, 2, 3), hosts("a", "b"))))
                .containsExactlyInAnyOrder("spread", "rack-one");
    }

    /** Pinned at both ends of a chain of affinities; none of the links can be spared, and a bystander is not named. */
    @Test
    void aContradictionIsFoundAlongAChain() {
        assertThat(conflict(
                        pinned("left", 1, "a"),
                        affinity("one-two", 1, 2),
                        affinity("two-three", 2, 3),
                        new Proximity("three-four", HARD, Scope.FINAL, vms(3, 4), 0),
                        pinned("right", 4, "c"),
                        new MaxPerDomain("bystander", HARD, Scope.FINAL, vms(2, 3, 5), TopologyLevel.HOST, 3)))
                .containsExactlyInAnyOrder("left", "one-two", "two-three", "three-four", "right");
    }

    @Test
    void eachGroupThatContradictsItselfIsNamed() {
        assertThat(PolicyConflicts.findAll(
                        ofSix(
                                pinned("left", 1, "b"),
                                pinned("right", 1, "c"),
                                affinity("together", 3, 4),
                                apart("apart", 3, 4),
                                apart("harmless", 5, 6)),
                        PolicyConflicts.MAX_QUESTIONS,
                        () -> false))
                .containsExactly(
                        new PolicyConflict(List.of("left", "right")), new PolicyConflict(List.of("together", "apart")));
    }

    @Test
    void nothingIsFoundWithoutQuestionsOrOnceItIsToldToStop() {
        Fleet fleet = ofSix(affinity("together", 1, 2), apart("apart", 1, 2));

        assertThat(PolicyConflicts.findAll(fleet, 1, () -> false)).isEmpty();
        assertThat(PolicyConflicts.findAll(fleet, PolicyConflicts.MAX_QUESTIONS, () -> true))
                .isEmpty();
    }

    @Test
    void conflictsAreAddedBesideWhatWasFound() {
        Fleet fleet = ofSix(pinned("left", 1, "b"), pinned("right", 1, "c"), apart("apart", 2, 3));
        PlacementProblem problem =
                PlacementProblem.of(constantDemand(fleet, 1, 1, 1, 1, 1, 1, 1, 1), ObjectiveWeights.CONTENTION_ONLY);
        PlacementResult found = new LocalSearchSolver().solve(problem, SolveLimits.of(200, 1));

        PlacementResult told = PolicyConflicts.beside(problem, found, PolicyConflicts.MAX_QUESTIONS, () -> false);

        assertThat(ResultChecker.problems(problem, told)).isEmpty();
        assertThat(told).isInstanceOfSatisfying(PlacementResult.Improved.class, improved -> {
            assertThat(improved.conflicts()).containsExactly(new PolicyConflict(List.of("left", "right")));
            assertThat(improved.placement()).isEqualTo(found.placement());
        });
    }

    @Test
    void softPoliciesNeverContradict() {
        assertThat(conflict(
                        affinity("together", 1, 2),
                        new AntiAffinity("apart", Strength.soft(1000), Scope.FINAL, vms(1, 2), TopologyLevel.HOST)))
                .isEmpty();
    }

    /** Policies that a random placement keeps are satisfiable, whatever the present placement is. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void nothingIsFoundWhereAPlacementKeepsAll(long seed) {
        for (long s = seed * 100; s < seed * 100 + 20; s++) {
            Fleet random = RandomProblems.problem(s).fleet();
            Fleet other = random.withPlacement(shuffled(random, s));
            List<LocationPolicy> kept = random.policies().stream()
                    .filter(policy -> !new PlacementChecker(random)
                            .violations(other.placement())
                            .containsKey(policy.name()))
                    .toList();
            Fleet.Builder builder = Fleet.builder(random.observedAt())
                    .topology(random.topology())
                    .hosts(random.hosts())
                    .policies(kept);
            random.vms().forEach(vm -> builder.vm(vm, random.placement().hostOf(vm.id())));
            assertThat(PolicyConflicts.find(builder.build())).as("seed " + s).isEmpty();
        }
    }

    private static io.affinity.spi.model.Placement shuffled(Fleet fleet, long seed) {
        SplittableRandom choice = new SplittableRandom(seed);
        return fleet.placementOf(IntStream.range(0, fleet.vms().size())
                .map(v -> choice.nextInt(fleet.hosts().size()))
                .toArray());
    }

    /** What is named is contradictory by itself, and no longer so without any one of its policies. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void whatIsNamedIsIrreducible(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<LocationPolicy> policies = IntStream.range(0, 12)
                .mapToObj(i -> {
                    int first = 1 + random.nextInt(6);
                    int second = 1 + (first + random.nextInt(5)) % 6;
                    return (LocationPolicy)
                            switch (random.nextInt(3)) {
                                case 0 -> affinity("p" + i, first, second);
                                case 1 -> apart("p" + i, first, second);
                                default -> pinned("p" + i, first, "abc".substring(i % 3, i % 3 + 1));
                            };
                })
                .toList();

        List<String> named = conflict(policies.toArray(LocationPolicy[]::new));

        List<LocationPolicy> core =
                policies.stream().filter(p -> named.contains(p.name())).toList();
        assertThat(named).as("twelve tight rules on six VMs contradict").isNotEmpty();
        assertThat(conflict(core.toArray(LocationPolicy[]::new))).hasSameSizeAs(core);
        for (LocationPolicy spared : core) {
            assertThat(conflict(core.stream().filter(p -> p != spared).toArray(LocationPolicy[]::new)))
                    .as("without " + spared)
                    .isEmpty();
        }
    }

    private static List<String> conflict(LocationPolicy... policies) {
        return PolicyConflicts.find(ofSix(policies));
    }

    private static Fleet ofSix(LocationPolicy... policies) {
        Host a = host("a", 8, 640).withFaultDomain(TopologyLevel.RACK, "one");
        Host b = host("b", 8, 640).withFaultDomain(TopologyLevel.RACK, "one");
        Host c = host("c", 8, 640).withFaultDomain(TopologyLevel.RACK, "two");
        Fleet.Builder builder = fleet(a, b, c).policies(List.of(policies));
        for (int v = 1; v <= 6; v++) {
            builder.vm(vm("v" + v, 1, 1), id("a"));
        }
        return builder.build();
    }

    private static Affinity affinity(String name, int... vms) {
        return new Affinity(name, HARD, Scope.FINAL, vms(vms), TopologyLevel.HOST);
    }

    private static AntiAffinity apart(String name, int... vms) {
        return new AntiAffinity(name, HARD, Scope.FINAL, vms(vms), TopologyLevel.HOST);
    }

    private static Pinned pinned(String name, int vm, String host) {
        return new Pinned(name, HARD, Scope.FINAL, vmId("v" + vm), id(host));
    }

    private static Set<VmId> vms(int... numbers) {
        return IntStream.of(numbers).mapToObj(v -> vmId("v" + v)).collect(Collectors.toSet());
    }

    private static Set<HostId> hosts(String... names) {
        return Stream.of(names).map(HostId::new).collect(Collectors.toSet());
    }
}
