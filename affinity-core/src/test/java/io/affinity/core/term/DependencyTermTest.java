// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import static io.affinity.core.fixture.SmallFleet.constantDemand;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.advice.PlacementAdvice;
import io.affinity.core.advice.PlacementAdvisor;
import io.affinity.core.advice.RankedHost;
import io.affinity.core.check.ObjectiveEvaluator;
import io.affinity.core.search.LocalSearchSolver;
import io.affinity.spi.contract.PlacementTermContract;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.SolveLimits;
import io.affinity.spi.placement.TermState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DependencyTermTest extends PlacementTermContract {

    @Override
    protected PlacementTerm term() {
        return new DependencyTerm(
                "near-database",
                Strength.hard(),
                Set.of(vmId("v0"), vmId("v1"), vmId("v2"), vmId("gone")),
                Set.of(vmId("v2"), vmId("v3")),
                TopologyLevel.RACK);
    }

    private static Host inRack(String name, String rack) {
        return host(name, 8, 64).withFaultDomain(TopologyLevel.RACK, rack);
    }

    /** web-1 and db in one rack, web-2 in another. */
    private static PlacementProblem problem() {
        Fleet fleet = fleet(inRack("a", "r1"), inRack("b", "r1"), inRack("c", "r2"))
                .vm(vm("web-1", 4, 4), id("a"))
                .vm(vm("web-2", 4, 4), id("c"))
                .vm(vm("db", 4, 4), id("b"))
                .build();
        return PlacementProblem.of(constantDemand(fleet, 2, 3, 1, 1, 1), ObjectiveWeights.CONTENTION_ONLY);
    }

    private static DependencyTerm term(Strength strength) {
        return new DependencyTerm(
                "near-database",
                strength,
                Set.of(vmId("web-1"), vmId("web-2")),
                Set.of(vmId("db")),
                TopologyLevel.RACK);
    }

    @Test
    void countsThoseThatMissTheOthers() {
        TermState state = term(Strength.hard()).begin(problem());

        assertThat(state.total()).as("web-2").isEqualTo(1);
        state.move(2, -1);
        assertThat(state.total()).as("nobody has a database").isEqualTo(2);
        assertThat(state.totalIf(2, 2)).as("then web-1").isEqualTo(1);
        state.move(2, 1);
        state.move(1, -1);
        assertThat(state.total()).as("who does not run misses nobody").isZero();
        assertThat(state.totalIf(1, 0)).isZero();
        assertThat(state.totalIf(1, 2)).isEqualTo(1);
    }

    @Test
    void aVmThatIsAmongTheOthersHasItself() {
        DependencyTerm own = new DependencyTerm(
                "own", Strength.hard(), Set.of(vmId("web-2")), Set.of(vmId("web-2")), TopologyLevel.HOST);

        assertThat(own.begin(problem()).total()).isZero();
    }

    @Test
    void aSolverMendsAHardOneByTheFewestMigrations() {
        PlacementProblem problem =
                problem().toBuilder().terms(List.of(term(Strength.hard()))).build();

        PlacementResult result = new LocalSearchSolver().solve(problem, SolveLimits.of(100, 1));

        assertThat(result.placement().hostOf(vmId("web-2"))).isIn(id("a"), id("b"));
        assertThat(result.placement().hostOf(vmId("web-1"))).isEqualTo(id("a"));
        assertThat(new ObjectiveEvaluator(problem).evaluate(result.placement()).hardViolation())
                .isZero();
    }

    @Test
    void aNewVmStartsNearTheOthersThoughItMissesNobodyBefore() {
        DependencyTerm withNew = new DependencyTerm(
                "near-database", Strength.hard(), Set.of(vmId("web-3")), Set.of(vmId("db")), TopologyLevel.RACK);
        PlacementProblem problem = problem().toBuilder().terms(List.of(withNew)).build();

        PlacementAdvice advice = PlacementAdvisor.of(problem).advise(vm("web-3", 1, 4));

        assertThat(advice.ranked()).extracting(RankedHost::host).containsExactlyInAnyOrder(id("a"), id("b"));
        assertThat(advice.excluded()).containsExactly(new Reason.HostsExcluded("near-database", List.of(id("c"))));
    }

    @Test
    void refusesASideWithoutVms() {
        assertThatThrownBy(() ->
                        new DependencyTerm("none", Strength.hard(), Set.of(vmId("a")), Set.of(), TopologyLevel.RACK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be at least one each");
    }
}
