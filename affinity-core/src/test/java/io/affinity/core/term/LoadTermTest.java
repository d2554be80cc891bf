// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import static io.affinity.core.fixture.SmallFleet.constantDemand;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.contract.PlacementTermContract;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Strength;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.TermState;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadTermTest extends PlacementTermContract {

    private static final Strength SOFT = Strength.soft(3);

    @Override
    protected PlacementTerm term() {
        return new LoadTerm("cool", SOFT, Resource.MEMORY, 0.1, LoadKind.PROMISED);
    }

    /** Two VMs that want 3 cores each on the first of two hosts of 8 cores. */
    private static PlacementProblem problem() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64))
                .vm(vm("one", 4, 32), id("a"))
                .vm(vm("other", 4, 16), id("a"))
                .build();
        return PlacementProblem.of(constantDemand(fleet, 2, 3, 3, 3), ObjectiveWeights.CONTENTION_ONLY);
    }

    @Test
    void countsTheCoresByWhichMeanDemandIsAboveTheShare() {
        TermState state = new LoadTerm("cool", SOFT, Resource.CPU, 0.5, LoadKind.DEMAND).begin(problem());

        assertThat(state.total()).isEqualTo(2);
        state.move(0, -1);
        assertThat(state.total()).as("below it nothing").isZero();
        assertThat(state.totalIf(0, 1)).isZero();
        assertThat(state.totalIf(0, 0)).isEqualTo(2);
        assertThat(state.concerns(0)).isTrue();
    }

    @Test
    void countsMemoryThatIsPromisedInGibibytes() {
        double gigabytes = new LoadTerm("cool", SOFT, Resource.MEMORY, 0.5, LoadKind.PROMISED)
                .begin(problem())
                .total();

        assertThat(gigabytes).isCloseTo(16e9 / 0x1p30, within(1e-6));
    }

    @Test
    void aHostWithoutLimitAndOneOfUnknownSizeCountNothing() {
        Host unknown = new Host(
                id("a"),
                ResourceVector.cpuAndMemory(0, 0),
                ResourceVector.cpuAndMemory(1, 1),
                ResourceVector.cpuAndMemory(0, 0),
                Map.of(),
                Set.of(),
                HostState.UNAVAILABLE);
        Fleet fleet = fleet(unknown, host("b", 8, 64))
                .vm(vm("one", 4, 32), id("a"))
                .vm(vm("other", 40, 16), id("b"))
                .build();
        PlacementProblem problem =
                PlacementProblem.of(constantDemand(fleet, 1, 1, 3, 3), ObjectiveWeights.CONTENTION_ONLY);

        assertThat(new LoadTerm("cool", SOFT, Resource.CPU, 0, LoadKind.PROMISED)
                        .begin(problem)
                        .total())
                .as("any number of cores may be promised on b")
                .isZero();
        assertThat(new LoadTerm("cool", SOFT, Resource.CPU, 0, LoadKind.DEMAND)
                        .begin(problem)
                        .total())
                .as("what is wanted on b")
                .isEqualTo(3);
    }

    @Test
    void aFleetWithoutTheResourceCountsNothing() {
        TermState state = new LoadTerm("cool", SOFT, Resource.NETWORK, 0.5, LoadKind.DEMAND).begin(problem());

        assertThat(state.total()).isZero();
        assertThat(state.concerns(0)).isFalse();
    }

    @Test
    void refusesNamesAndSharesThatMeanNothing() {
        assertThatThrownBy(() -> new LoadTerm("Cool One", SOFT, Resource.CPU, 0.5, LoadKind.DEMAND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(Cool One) must be of lower case letters and digits");
        assertThatThrownBy(() -> new LoadTerm("cool", SOFT, Resource.CPU, Double.NaN, LoadKind.DEMAND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The share of term cool (NaN) must be from 0 to 1000");
    }
}
