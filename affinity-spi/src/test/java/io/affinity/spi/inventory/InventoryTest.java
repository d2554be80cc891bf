// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InventoryTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final ResourceVector EIGHT = ResourceVector.of(ResourceSet.of(Resource.CPU), 8);
    private static final HostId A = new HostId("a");
    private static final VmId V = new VmId("v");
    private static final LocationPolicy STAYS =
            new LocationPolicy.Pinned("v stays", Strength.hard(), Scope.CONTINUOUS, V, A);
    private static final MigrationBudget ONCE_A_DAY =
            new MigrationBudget(new MigrationBudget.Subject.EachVm(), 1, Duration.ofDays(1));

    private final Inventory inventory = Inventory.builder(NOON)
            .topology(Topology.HOST_RACK_ZONE)
            .host(Host.of(A, EIGHT))
            .vm(Vm.of(V, EIGHT), A)
            .build();

    @Test
    void isAFleetOnceItsRulesAreKnown() {
        Fleet fleet = inventory.with(new Rules(List.of(STAYS), List.of(ONCE_A_DAY)));

        assertThat(fleet.observedAt()).isEqualTo(NOON);
        assertThat(fleet.topology()).isEqualTo(Topology.HOST_RACK_ZONE);
        assertThat(fleet.placement().hostOf(V)).isEqualTo(A);
        assertThat(fleet.indexOf(V)).isZero();
        assertThat(fleet.policies()).containsExactly(STAYS);
        assertThat(fleet.budgets()).containsExactly(ONCE_A_DAY);
    }

    @Test
    void isAFleetWithoutItsRules() {
        Inventory again = Inventory.of(inventory.with(new Rules(List.of(STAYS), List.of(ONCE_A_DAY))));

        assertThat(again.with(Rules.NONE).policies()).isEmpty();
        assertThat(again.with(Rules.NONE).budgets()).isEmpty();
        assertThat(again.vms()).isEqualTo(inventory.vms());
    }

    @Test
    void pinsVmsThatAreHeldWhereTheyAreByHardPoliciesWithNamesOfTheirOwn() {
        LocationPolicy taken = LocationPolicy.Pinned.of("v is held", V, A);
        Hold twice = new Hold.UnclearVm("policy apart", "db", Set.of(), Set.of(V, new VmId("gone")));
        Hold other = new Hold.UnknownHost("policy few", "h9", Set.of(V));

        Fleet fleet = inventory.with(new Rules(List.of(taken), List.of(), List.of(twice, other)));

        assertThat(fleet.holds()).containsExactly(twice, other);
        assertThat(fleet.policies()).containsExactly(taken, LocationPolicy.Pinned.of("v is held 2", V, A));
        assertThat(fleet.withPlacement(fleet.placement()).holds()).containsExactly(twice, other);
        assertThat(Inventory.of(fleet).with(Rules.NONE).holds()).isEmpty();
    }

    @Test
    void holdsWhatItKnowsItselfToBeUnclearAndKeepsThatWhenItIsChanged() {
        HostId b = new HostId("b");
        Hold twice = new Hold.RunsTwice(V, Set.of(A, b));
        Inventory doubled = Inventory.builder(NOON)
                .host(Host.of(A, EIGHT))
                .host(Host.of(b, EIGHT))
                .vm(Vm.of(V, EIGHT).withName("db"), A)
                .hold(twice)
                .dormant(new VmId("off"), "web")
                .dormant(V, "db")
                .build();

        Inventory changed = doubled.withVms(vm -> vm.withPriority(Priority.HIGH));

        assertThat(changed.with(Rules.NONE).holds()).containsExactly(twice);
        assertThat(changed.with(Rules.NONE).policies()).containsExactly(LocationPolicy.Pinned.of("db is held", V, A));
        assertThat(changed.dormant()).containsExactly(Map.entry(new VmId("off"), "web"));
        assertThat(changed.names().meantBy("web")).containsExactly(new VmId("off"));
        assertThat(changed.names().meantBy("db")).containsExactly(V);
    }

    @Test
    void needsPoliciesWithNamesOfTheirOwn() {
        Rules twice = new Rules(List.of(STAYS), List.of()).and(new Rules(List.of(STAYS), List.of()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> inventory.with(twice))
                .withMessage("Two location policies have the name (v stays).");
    }

    @Test
    void canHaveOtherHostsAndVmsOfTheSameIds() {
        Inventory changed = inventory
                .withHosts(host -> host.withState(HostState.DRAINING))
                .withVms(vm -> vm.withPriority(Priority.HIGH));

        assertThat(changed.hosts()).extracting(Host::state).containsExactly(HostState.DRAINING);
        assertThat(changed.vm(V).priority()).isEqualTo(Priority.HIGH);
        assertThat(changed.placement()).isEqualTo(inventory.placement());
        assertThat(changed.topology()).isEqualTo(Topology.HOST_RACK_ZONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> inventory.withVms(vm -> Vm.of(new VmId("w"), EIGHT)))
                .withMessage("The VM (v) must keep its id, and must not become (w).");
    }
}
