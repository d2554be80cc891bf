// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetTest {

    private static final Instant AT = Instant.parse("2026-01-05T00:00:00Z");
    private static final ResourceSet CPU = ResourceSet.of(Resource.CPU);
    private static final HostId A = new HostId("a");
    private static final HostId B = new HostId("b");
    private static final VmId V1 = new VmId("v1");
    private static final VmId V2 = new VmId("v2");

    @Test
    void indexesHostsAndVmsInTheOrderTheyWereAdded() {
        Fleet fleet = two().build();

        assertThat(fleet.indexOf(A)).isZero();
        assertThat(fleet.indexOf(B)).isEqualTo(1);
        assertThat(fleet.indexOf(V2)).isEqualTo(1);
        assertThat(fleet.host(B)).isSameAs(fleet.hosts().get(1));
        assertThat(fleet.vm(V2)).isSameAs(fleet.vms().get(1));
    }

    @Test
    void knowsWhereEachVmRuns() {
        Fleet fleet = two().build();

        assertThat(fleet.hostIndexOf(0)).isEqualTo(1);
        assertThat(fleet.hostIndexByVm()).containsExactly(1, 0);
        assertThat(fleet.placement().hostOf(V1)).isEqualTo(B);
        assertThat(fleet.placement().hostByVm().keySet()).containsExactly(V1, V2);
    }

    @Test
    void handsOutCopiesOfItsIndexes() {
        Fleet fleet = two().build();

        fleet.hostIndexByVm()[0] = 0;

        assertThat(fleet.hostIndexOf(0)).isEqualTo(1);
    }

    @Test
    void turnsIndexesIntoAPlacement() {
        Fleet fleet = two().build();

        assertThat(fleet.placementOf(fleet.hostIndexByVm())).isEqualTo(fleet.placement());
        assertThat(fleet.placementOf(new int[] {0, 0}).hostOf(V1)).isEqualTo(A);
    }

    @Test
    void keepsEverythingButThePlacementInACopy() {
        LocationPolicy policy = new LocationPolicy.Pinned("pin", Strength.hard(), Scope.FINAL, V1, B);
        MigrationBudget budget = new MigrationBudget(new MigrationBudget.Subject.EachVm(), 1, Duration.ofHours(1));
        Fleet fleet = two().topology(Topology.HOST_RACK_ZONE)
                .policy(policy)
                .budgets(List.of(budget))
                .build();

        Fleet moved = fleet.withPlacement(fleet.placement().with(V1, A));

        assertThat(moved.placement().hostOf(V1)).isEqualTo(A);
        assertThat(fleet.placement().hostOf(V1)).isEqualTo(B);
        assertThat(moved.observedAt()).isEqualTo(AT);
        assertThat(moved.topology()).isEqualTo(Topology.HOST_RACK_ZONE);
        assertThat(moved.hosts()).isEqualTo(fleet.hosts());
        assertThat(moved.vms()).isEqualTo(fleet.vms());
        assertThat(moved.policies()).containsExactly(policy);
        assertThat(moved.budgets()).containsExactly(budget);
    }

    @Test
    void isNotChangedByItsBuilder() {
        Fleet.Builder builder = two();
        Fleet fleet = builder.build();

        builder.host(host("c")).vm(vm("v3"), A);

        assertThat(fleet.hosts()).hasSize(2);
        assertThat(fleet.vms()).hasSize(2);
    }

    @Test
    void saysWhatItDoesNotKnow() {
        Fleet fleet = two().build();

        assertThat(fleet.contains(new HostId("x"))).isFalse();
        assertThat(fleet.contains(V1)).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fleet.indexOf(new HostId("x")))
                .withMessage("The host (x) is not part of the fleet.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fleet.vm(new VmId("x")))
                .withMessage("The VM (x) is not part of the fleet.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fleet.placement().hostOf(new VmId("x")))
                .withMessage("The VM (x) has no host in this placement.");
    }

    @Test
    void mustHaveAHost() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fleet.builder(AT).build())
                .withMessage("A fleet must have at least one host.");
    }

    @Test
    void rejectsIdsAndNamesThatAreUsedTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two().host(host("a")).build())
                .withMessage("Two hosts have the id (a).");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two().vm(vm("v1"), A).build())
                .withMessage("Two VMs have the id (v1).");
        LocationPolicy.MaxVmsPerHost policy =
                new LocationPolicy.MaxVmsPerHost("few", Strength.hard(), Scope.FINAL, Set.of(A), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two().policies(List.of(policy, policy)).build())
                .withMessage("Two location policies have the name (few).");
    }

    @Test
    void rejectsAVmOnAnUnknownHost() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two().vm(vm("v3"), new HostId("x")).build())
                .withMessage("The host (x) is not part of the fleet.");
    }

    @Test
    void rejectsResourcesThatDiffer() {
        ResourceSet other = ResourceSet.of(Resource.MEMORY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> two().host(Host.of(new HostId("c"), ResourceVector.of(other, 1)))
                        .build())
                .withMessage("The resources of host c [memory] must be those of the fleet [cpu].");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two().vm(Vm.of(new VmId("v3"), ResourceVector.of(other, 1)), A)
                        .build())
                .withMessage("The resources of VM v3 [memory] must be those of the fleet [cpu].");
    }

    private static Fleet.Builder two() {
        return Fleet.builder(AT).host(host("a")).host(host("b")).vm(vm("v1"), B).vm(vm("v2"), A);
    }

    private static Host host(String id) {
        return Host.of(new HostId(id), ResourceVector.of(CPU, 8));
    }

    private static Vm vm(String id) {
        return Vm.of(new VmId(id), ResourceVector.of(CPU, 2));
    }
}
