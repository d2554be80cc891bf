// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import static io.affinity.core.fixture.SmallFleet.constantDemand;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.contract.PlacementTermContract;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Strength;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.TermState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FragmentTermTest extends PlacementTermContract {

    private static final Strength SOFT = Strength.soft(3);
    private static final double GIB = 0x1p30;

    @Override
    protected PlacementTerm term() {
        return term(Map.of(Resource.CPU, 0.7, Resource.MEMORY, 3e9), Resource.MEMORY);
    }

    private static FragmentTerm term(Map<Resource, Double> size, Resource resource) {
        return new FragmentTerm("whole-vms", SOFT, size, resource, LoadKind.PROMISED);
    }

    /** 10 cores and 44 GiB are left on a, 16 cores and 64 GiB on b. */
    private static PlacementProblem problem() {
        Fleet fleet = fleet(
                        host("a", 16, 64 * GIB / 1e9).withOvercommitRatio(Resource.CPU, 1),
                        host("b", 16, 64 * GIB / 1e9).withOvercommitRatio(Resource.CPU, 1))
                .vm(vm("one", 4, 8 * GIB / 1e9), id("a"))
                .vm(vm("other", 2, 12 * GIB / 1e9), id("a"))
                .build();
        return PlacementProblem.of(constantDemand(fleet, 1, 1, 1, 1), ObjectiveWeights.CONTENTION_ONLY);
    }

    @Test
    void countsWhatIsLeftBesideWholeVms() {
        TermState state = term(Map.of(Resource.CPU, 4.0, Resource.MEMORY, 16 * GIB), Resource.CPU)
                .begin(problem());

        assertThat(state.total()).as("two fit on a, four on b").isEqualTo(2);
        state.move(1, -1);
        assertThat(state.total()).as("three fit on a").isZero();
        assertThat(state.totalIf(1, 1))
                .as("three fit on b, and two cores are left")
                .isEqualTo(2);
    }

    @Test
    void whatIsShortBoundsHowManyFit() {
        Map<Resource, Double> large = Map.of(Resource.CPU, 1.0, Resource.MEMORY, 32 * GIB);

        assertThat(term(large, Resource.CPU).begin(problem()).total())
                .as("one fits on a, two on b: memory is short")
                .isEqualTo(9 + 14);
        assertThat(term(large, Resource.MEMORY).begin(problem()).total()).isEqualTo(12);
    }

    /** A tenth of a core is no whole number of anything in a computer. */
    @Test
    void whatFitsExactlyLeavesNothing() {
        double left =
                term(Map.of(Resource.CPU, 0.1), Resource.CPU).begin(problem()).total();

        assertThat(left).isLessThan(1e-6);
    }

    @Test
    void refusesASizeWithoutTheResource() {
        assertThatThrownBy(() -> term(Map.of(Resource.CPU, 1.0), Resource.MEMORY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The resource of term whole-vms (memory) must be one of those of the size [cpu]");
        assertThatThrownBy(() -> term(Map.of(Resource.CPU, 0.0), Resource.CPU))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(0.0 of cpu) must be above 0");
    }
}
