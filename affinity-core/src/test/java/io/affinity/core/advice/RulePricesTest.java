// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.advice;

import static io.affinity.core.fixture.SmallFleet.constantDemand;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.RandomProblems;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.SolveLimits;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulePricesTest {

    private static final SolveLimits LIMITS = SolveLimits.of(300, 1);

    /** Three databases share a host, so two have to leave it; a soft rule would rather have a fourth VM elsewhere. */
    private static PlacementProblem databases() {
        Fleet fleet = fleet(host("a", 64, 64), host("b", 64, 64), host("c", 64, 64))
                .vm(vm("db-1", 4, 8), id("a"))
                .vm(vm("db-2", 4, 8), id("a"))
                .vm(vm("db-3", 4, 8), id("a"))
                .vm(vm("web", 4, 8), id("b"))
                .policy(new LocationPolicy.AntiAffinity(
                        "db apart",
                        Strength.hard(),
                        Scope.FINAL,
                        Set.of(vmId("db-1"), vmId("db-2"), vmId("db-3")),
                        TopologyLevel.HOST))
                .policy(new LocationPolicy.ForbiddenHosts(
                        "not on b", Strength.soft(0.5), Scope.FINAL, Set.of(vmId("web")), Set.of(id("b"))))
                .policy(new LocationPolicy.ForbiddenHosts(
                        "kept anyway", Strength.hard(), Scope.FINAL, Set.of(vmId("web")), Set.of(id("c"))))
                .build();
        return PlacementProblem.of(constantDemand(fleet, 1, 1, 1, 1, 1, 1), ObjectiveWeights.CONTENTION_ONLY);
    }

    @Test
    void aRuleCostsTheMigrationsThatItAlonePaysFor() {
        assertThat(RulePrices.find(databases(), LIMITS))
                .containsExactly(
                        new RulePrice("db apart", Strength.hard(), 2, 0, 2),
                        new RulePrice("not on b", Strength.soft(0.5), 0, 0, 0.5),
                        new RulePrice("kept anyway", Strength.hard(), 0, 0, 0));
    }

    @Test
    void aRuleThatCannotBeKeptCostsItsViolation() {
        PlacementProblem kept = databases();
        Fleet two = kept.fleet()
                .withPolicies(List.of(
                        new LocationPolicy.Pinned("elsewhere", Strength.hard(), Scope.FINAL, vmId("web"), id("gone"))));
        PlacementProblem problem =
                kept.toBuilder().scenarios(kept.scenarios().over(two)).build();

        assertThat(RulePrices.find(problem, LIMITS))
                .containsExactly(new RulePrice("elsewhere", Strength.hard(), 0, 1, 0));
    }

    @Test
    void rulesThatWereNotAskedAboutAreLeftOut() {
        AtomicInteger asked = new AtomicInteger();
        SolveLimits soon = new SolveLimits(300, 1, () -> asked.incrementAndGet() > 12);

        List<RulePrice> some = RulePrices.find(databases(), soon);

        assertThat(some.size()).isLessThan(3);
        assertThat(RulePrices.find(databases(), new SolveLimits(300, 1, () -> true)))
                .isEmpty();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noRuleIsWorthMoreKeptThanLeftOut(long seed) {
        PlacementProblem problem = RandomProblems.problem(seed);

        List<RulePrice> prices = RulePrices.find(problem, LIMITS);

        assertThat(prices).hasSize(problem.fleet().policies().size());
        assertThat(prices).allSatisfy(price -> {
            assertThat(price.hardViolation()).isNotNegative();
            if (price.hardViolation() == 0) {
                assertThat(price.cost()).isGreaterThan(-1e-6);
            }
        });
        assertThat(RulePrices.find(problem, LIMITS)).isEqualTo(prices);
    }
}
