// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import static io.affinity.core.fixture.SmallFleet.constantDemand;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.term.DistanceTerm.Between;
import io.affinity.spi.contract.PlacementTermContract;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.TermState;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistanceTermTest extends PlacementTermContract {

    private static final Strength SOFT = Strength.soft(2);

    @Override
    protected PlacementTerm term() {
        return new DistanceTerm(
                "near", SOFT, TopologyLevel.RACK, List.of(new Between("r0", "r1", 0.3), new Between("r2", "r0", 7)));
    }

    private static Host inRack(String name, String rack) {
        return host(name, 8, 64).withFaultDomain(TopologyLevel.RACK, rack);
    }

    private static PlacementProblem problem() {
        Fleet fleet = fleet(inRack("a", "r1"), inRack("b", "r1"), inRack("c", "r2"), host("d", 8, 64))
                .vm(vm("one", 1, 1), id("a"))
                .vm(vm("other", 1, 1), id("c"))
                .build();
        return PlacementProblem.of(constantDemand(fleet, 1, 1, 1, 1), ObjectiveWeights.CONTENTION_ONLY);
    }

    @Test
    void countsMigrationsThatLeaveTheirDomain() {
        TermState state = DistanceTerm.leaving("near", SOFT, TopologyLevel.RACK).begin(problem());

        state.move(0, -1);
        assertThat(state.totalIf(0, 1)).as("in the rack").isZero();
        assertThat(state.totalIf(0, 2)).isEqualTo(1);
        assertThat(state.totalIf(0, 3))
                .as("a host without a rack is in its own")
                .isEqualTo(1);
        state.move(0, 2);
        state.move(1, 0);
        assertThat(state.total()).isEqualTo(2);
        state.move(0, 1);
        assertThat(state.total()).as("what counts is where it came from first").isEqualTo(1);
    }

    @Test
    void countsStatedDistancesEitherWay() {
        DistanceTerm term = new DistanceTerm(
                "near",
                SOFT,
                TopologyLevel.RACK,
                List.of(new Between("r2", "r1", 0.25), new Between("r1", "d", 4), new Between("r1", "gone", 9)));

        assertThat(term.amount(problem(), problem().fleet().placementOf(new int[] {2, 0})))
                .isEqualTo(0.5);
        assertThat(term.amount(problem(), problem().fleet().placementOf(new int[] {3, 3})))
                .as("4 is stated of r1 and d, nothing of r2 and d")
                .isEqualTo(5);
    }

    @Test
    void refusesWhatIsNoDistance() {
        assertThatThrownBy(() -> new Between("r1", "r1", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(r1) must not be the same");
        assertThatThrownBy(() -> new Between("r1", "r2", 1e6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(1000000.0) must be from 0 to 1000");
        assertThatThrownBy(() -> new DistanceTerm(
                        "near",
                        SOFT,
                        TopologyLevel.RACK,
                        List.of(new Between("r1", "r2", 1), new Between("r2", "r1", 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("between r2 and r1 of term near must not be given twice");
    }
}
