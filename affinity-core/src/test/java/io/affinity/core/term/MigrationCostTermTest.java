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

import io.affinity.spi.contract.PlacementTermContract;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Strength;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.TermState;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MigrationCostTermTest extends PlacementTermContract {

    @Override
    protected PlacementTerm term() {
        return new MigrationCostTerm("pets", Strength.soft(2), Set.of(vmId("v0"), vmId("v3"), vmId("gone")));
    }

    @Test
    void countsThoseOfItsVmsThatAreMigrated() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64))
                .vm(vm("pet", 1, 1), id("a"))
                .vm(vm("other", 1, 1), id("a"))
                .build();
        PlacementProblem problem =
                PlacementProblem.of(constantDemand(fleet, 1, 1, 1, 1), ObjectiveWeights.CONTENTION_ONLY);
        MigrationCostTerm term = new MigrationCostTerm("pets", Strength.soft(2), Set.of(vmId("pet")));
        TermState state = term.begin(problem);

        state.move(1, 1);
        assertThat(state.total()).as("the other is nobody's pet").isZero();
        assertThat(state.concerns(1)).isFalse();
        state.move(0, -1);
        assertThat(state.totalIf(0, 1)).isEqualTo(1);
        assertThat(state.totalIf(0, 0)).isZero();
        assertThat(term.amount(problem, fleet.placementOf(new int[] {1, 1}))).isEqualTo(1);
    }

    @Test
    void refusesToBeAboutNobody() {
        assertThatThrownBy(() -> new MigrationCostTerm("pets", Strength.soft(2), Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The VMs of term pets must be at least one");
    }
}
