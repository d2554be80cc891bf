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
import io.affinity.spi.model.Tenant;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.TermState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupMoveTermTest extends PlacementTermContract {

    private static final Strength SOFT = Strength.soft(3);

    @Override
    protected PlacementTerm term() {
        return GroupMoveTerm.ofTenants("fair", SOFT);
    }

    /** Two VMs of red and one of blue on the first of two hosts. */
    private static PlacementProblem problem() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64))
                .vm(vm("one", 1, 1).withTenant(new Tenant("red")), id("a"))
                .vm(vm("two", 1, 1).withTenant(new Tenant("red")), id("a"))
                .vm(vm("three", 1, 1).withTenant(new Tenant("blue")), id("a"))
                .build();
        return PlacementProblem.of(constantDemand(fleet, 1, 1, 1, 1, 1), ObjectiveWeights.CONTENTION_ONLY);
    }

    @Test
    void countsTheMigrationsOfTheTenantThatHasMost() {
        TermState state = GroupMoveTerm.ofTenants("fair", SOFT).begin(problem());

        assertThat(state.total()).isZero();
        state.move(0, 1);
        assertThat(state.totalIf(2, 1)).as("each tenant one").isEqualTo(1);
        assertThat(state.totalIf(1, 1)).as("red two").isEqualTo(2);
        state.move(0, 0);
        assertThat(state.total()).as("at home").isZero();
    }

    @Test
    void aPlacementIsJudgedByWhereItsVmsComeFrom() {
        PlacementProblem problem = problem();
        Fleet fleet = problem.fleet();

        assertThat(GroupMoveTerm.ofTenants("fair", SOFT).amount(problem, fleet.placementOf(new int[] {1, 1, 0})))
                .isEqualTo(2);
        assertThat(GroupMoveTerm.ofTenants("fair", SOFT).amount(problem, fleet.placement()))
                .isZero();
    }

    @Test
    void namedGroupsTakeThePlaceOfTenants() {
        GroupMoveTerm term = new GroupMoveTerm(
                "fair",
                SOFT,
                List.of(Set.of(vmId("one"), vmId("three")), Set.of(vmId("three"), vmId("two"), vmId("gone"))));

        assertThat(term.amount(problem(), problem().fleet().placementOf(new int[] {1, 1, 1})))
                .as("three counts in the first of its groups")
                .isEqualTo(2);
        assertThatThrownBy(() -> GroupMoveTerm.ofTenants("", SOFT)).isInstanceOf(IllegalArgumentException.class);
    }
}
