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
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Strength;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.TermState;
import org.junit.jupiter.api.Test;

class BalanceTermTest extends PlacementTermContract {

    private static final Strength SOFT = Strength.soft(3);

    @Override
    protected PlacementTerm term() {
        return new BalanceTerm("in-proportion", SOFT, Resource.CPU, Resource.MEMORY, 4.3, LoadKind.DEMAND);
    }

    /** Of 16 cores and 64 GiB each, 6 cores and 8 GiB are left on a, all on b, and on c nobody may come. */
    private static PlacementProblem problem() {
        double gibibytes = 0x1p30 / 1e9;
        Fleet fleet = fleet(
                        host("a", 16, 64 * gibibytes).withOvercommitRatio(Resource.CPU, 1),
                        host("b", 16, 64 * gibibytes).withOvercommitRatio(Resource.CPU, 1),
                        host("c", 16, 1 * gibibytes)
                                .withOvercommitRatio(Resource.CPU, 1)
                                .withState(HostState.DRAINING))
                .vm(vm("one", 2, 32 * gibibytes), id("a"))
                .vm(vm("other", 8, 24 * gibibytes), id("a"))
                .build();
        return PlacementProblem.of(constantDemand(fleet, 2, 3, 1, 1), ObjectiveWeights.CONTENTION_ONLY);
    }

    private static BalanceTerm term(double ratio) {
        return new BalanceTerm("in-proportion", SOFT, Resource.CPU, Resource.MEMORY, ratio, LoadKind.PROMISED);
    }

    @Test
    void countsWhatIsMissingBesideWhatIsLeft() {
        TermState state = term(4).begin(problem());

        assertThat(state.total())
                .as("6 cores would need 24 GiB, and 8 are left")
                .isEqualTo(16);
        state.move(0, -1);
        assertThat(state.totalIf(0, 1))
                .as("8 cores and 40 GiB on a, 14 cores and 32 GiB on b")
                .isEqualTo(56 - 32);
        state.move(0, 1);
        assertThat(state.total()).isEqualTo(24);
    }

    @Test
    void aHostThatHasTheFirstWithoutLimitCountsNothing() {
        Fleet fleet = fleet(host("a", 16, 1)).vm(vm("one", 1, 1), id("a")).build();
        PlacementProblem problem =
                PlacementProblem.of(constantDemand(fleet, 1, 1, 1), ObjectiveWeights.CONTENTION_ONLY);

        assertThat(term(4).begin(problem).total()).isZero();
    }

    @Test
    void refusesARatioThatMeansNothingAndOneResourceTwice() {
        assertThatThrownBy(() -> term(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The ratio of term in-proportion (0.0) must be above 0");
        assertThatThrownBy(() -> new BalanceTerm("twice", SOFT, Resource.CPU, Resource.CPU, 1, LoadKind.DEMAND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(cpu) must not be the same");
    }
}
