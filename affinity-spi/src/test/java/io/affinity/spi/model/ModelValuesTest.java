// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelValuesTest {

    private static final VmId V = new VmId("v");
    private static final HostId H = new HostId("h");
    private static final Strength HARD = Strength.hard();
    private static final ResourceSet BOTH = ResourceSet.of(Resource.CPU, Resource.MEMORY);

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void rejectBlankNames(String blank) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HostId(blank))
                .withMessage("The host id (" + blank + ") must not be blank.");
        assertThatIllegalArgumentException().isThrownBy(() -> new VmId(blank)).withMessageStartingWith("The VM id");
        assertThatIllegalArgumentException().isThrownBy(() -> new Tenant(blank)).withMessageStartingWith("The tenant");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopologyLevel(blank))
                .withMessageStartingWith("The topology level");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resource(blank, "cores"))
                .withMessageStartingWith("The resource name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resource("gpu", blank))
                .withMessageStartingWith("The unit of resource gpu");
    }

    @Test
    void areMadeOfCoresAndBytesWhereThatIsEnough() {
        assertThat(Host.of("h", 16, 64e9)).isEqualTo(Host.of(H, ResourceVector.of(BOTH, 16, 64e9)));
        assertThat(Vm.of("v", 2, 4e9)).isEqualTo(Vm.of(V, ResourceVector.of(BOTH, 2, 4e9)));
        assertThat(Vm.of("v", 2, 4e9).memoryBytes()).isEqualTo(4e9);
    }

    @Test
    void areRulesThatMustBeKeptAtAnyTimeUnlessMoreIsSaid() {
        Set<VmId> vms = Set.of(V, new VmId("w"));

        assertThat(LocationPolicy.Affinity.of("p", vms))
                .isEqualTo(new LocationPolicy.Affinity("p", HARD, Scope.CONTINUOUS, vms, TopologyLevel.HOST));
        assertThat(LocationPolicy.AntiAffinity.of("p", vms))
                .isEqualTo(new LocationPolicy.AntiAffinity("p", HARD, Scope.CONTINUOUS, vms, TopologyLevel.HOST));
        assertThat(LocationPolicy.Pinned.of("p", V, H))
                .isEqualTo(new LocationPolicy.Pinned("p", HARD, Scope.CONTINUOUS, V, H));
    }

    @Test
    void orderIdsAsText() {
        assertThat(new VmId("a")).isLessThan(new VmId("b"));
        assertThat(new HostId("h10")).isLessThan(new HostId("h9"));
        assertThat(new Tenant("t")).isEqualByComparingTo(new Tenant("t"));
    }

    @Test
    void putTheHeaviestPriorityFirst() {
        assertThat(Stream.of(Priority.LOW, Priority.CRITICAL, Priority.NORMAL, Priority.HIGH)
                        .sorted())
                .containsExactly(Priority.CRITICAL, Priority.HIGH, Priority.NORMAL, Priority.LOW);
        assertThat(new Priority("a", 1)).isLessThan(new Priority("b", 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void rejectWeightsOutOfRange(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Priority("odd", weight))
                .withMessage("The weight of priority odd (" + weight + ") must be finite and greater than zero.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Strength.soft(weight))
                .withMessage("The weight (" + weight + ") must be finite and greater than zero.");
    }

    @Test
    void tellHardFromSoft() {
        assertThat(Strength.hard().isHard()).isTrue();
        assertThat(Strength.soft(3).isHard()).isFalse();
    }

    @Test
    void rejectAVmWithoutLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vm.of(V, ResourceVector.of(BOTH, 1, Double.POSITIVE_INFINITY)))
                .withMessage("The allocation of memory of VM v (Infinity) must be finite and not negative.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vm.of(V, ResourceVector.of(BOTH, 1, 1)).withDirtyBytesPerSecond(-5))
                .withMessage("The dirty rate of VM v in bytes per second (-5.0) must be finite and not negative.");
    }

    @Test
    void knowHowMuchMemoryAVmHas() {
        assertThat(Vm.of(V, ResourceVector.of(BOTH, 1, 4e9)).memoryBytes()).isEqualTo(4e9);
        assertThat(Vm.of(V, ResourceVector.of(ResourceSet.of(Resource.CPU), 1)).memoryBytes())
                .isZero();
        assertThat(Vm.of(V, ResourceVector.of(BOTH, 1, 0)).withMemoryBytes(4e9).memoryBytes())
                .isEqualTo(4e9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vm.of(V, ResourceVector.of(BOTH, 1, 1)).withMemoryBytes(Double.NaN))
                .withMessage("The memory of VM v in bytes (NaN) must be finite and not negative.");
    }

    @Test
    void changeOnlyCopiesOfAVm() {
        Vm vm = Vm.of(V, ResourceVector.of(BOTH, 1, 4e9));

        Vm changed = vm.withTenant(new Tenant("t"))
                .withPriority(Priority.HIGH)
                .withMemoryBytes(5e9)
                .withDirtyBytesPerSecond(7);

        assertThat(changed).isEqualTo(new Vm(V, V.value(), new Tenant("t"), vm.allocation(), Priority.HIGH, 5e9, 7));
        assertThat(vm.priority()).isEqualTo(Priority.NORMAL);
    }

    static List<LocationPolicy> policies() {
        Set<VmId> vms = Set.of(V);
        Set<HostId> hosts = Set.of(H);
        TopologyLevel level = TopologyLevel.RACK;
        return List.of(
                new LocationPolicy.Affinity("p", HARD, Scope.FINAL, vms, level),
                new LocationPolicy.AntiAffinity("p", HARD, Scope.FINAL, vms, level),
                new LocationPolicy.Proximity("p", HARD, Scope.FINAL, vms, 0),
                new LocationPolicy.AllowedHosts("p", HARD, Scope.FINAL, vms, hosts),
                new LocationPolicy.ForbiddenHosts("p", HARD, Scope.FINAL, vms, hosts),
                new LocationPolicy.ExclusiveTenancy("p", HARD, Scope.FINAL, new Tenant("t"), level),
                new LocationPolicy.Spread("p", HARD, Scope.FINAL, vms, level, 1),
                new LocationPolicy.MaxPerDomain("p", HARD, Scope.FINAL, vms, level, 1),
                new LocationPolicy.Pinned("p", HARD, Scope.FINAL, V, H),
                new LocationPolicy.MaxVmsPerHost("p", HARD, Scope.FINAL, hosts, 0),
                new LocationPolicy.FailoverReserve("p", HARD, Scope.FINAL, hosts, 1),
                new LocationPolicy.HardwareRequirement("p", HARD, Scope.FINAL, vms, Set.of("gpu")));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void acceptEachPolicyAtTheEdgeOfItsRange(LocationPolicy policy) {
        assertThat(policy.name()).isEqualTo("p");
        assertThat(policy.strength()).isEqualTo(HARD);
        assertThat(policy.scope()).isEqualTo(Scope.FINAL);
    }

    @Test
    void haveTwelveKindsOfPolicy() {
        assertThat(policies().stream().map(Object::getClass))
                .hasSameElementsAs(List.of(LocationPolicy.class.getPermittedSubclasses()));
    }

    @Test
    void rejectPoliciesOutOfRange() {
        Set<VmId> vms = Set.of(V);
        Set<HostId> hosts = Set.of(H);
        TopologyLevel level = TopologyLevel.RACK;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocationPolicy.Affinity(" ", HARD, Scope.FINAL, vms, level))
                .withMessage("The policy name ( ) must not be blank.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocationPolicy.AntiAffinity("p", HARD, Scope.FINAL, Set.of(), level))
                .withMessage("The set of policy p must not be empty.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocationPolicy.AllowedHosts("p", HARD, Scope.FINAL, vms, Set.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocationPolicy.HardwareRequirement("p", HARD, Scope.FINAL, vms, Set.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocationPolicy.Proximity("p", HARD, Scope.FINAL, vms, -1))
                .withMessage("The distance of policy p (-1) must be at least 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocationPolicy.Spread("p", HARD, Scope.FINAL, vms, level, 0))
                .withMessage("The number of domains of policy p (0) must be at least 1.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocationPolicy.MaxPerDomain("p", HARD, Scope.FINAL, vms, level, 0))
                .withMessage("The number of VMs of policy p (0) must be at least 1.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocationPolicy.MaxVmsPerHost("p", HARD, Scope.FINAL, hosts, -1))
                .withMessage("The number of VMs of policy p (-1) must be at least 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocationPolicy.FailoverReserve("p", HARD, Scope.FINAL, hosts, 0))
                .withMessage("The number of host failures of policy p (0) must be at least 1.");
    }

    @Test
    void keepTheOrderOfThePoliciesSetsAndDoNotLetThemBeChanged() {
        Set<VmId> vms = new LinkedHashSet<>(List.of(new VmId("z"), new VmId("a")));
        LocationPolicy.Affinity policy = new LocationPolicy.Affinity("p", HARD, Scope.FINAL, vms, TopologyLevel.RACK);

        vms.add(new VmId("later"));

        assertThat(policy.vms()).containsExactly(new VmId("z"), new VmId("a"));
        assertThatThrownBy(() -> policy.vms().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void rejectBudgetsOutOfRange() {
        MigrationBudget.Subject each = new MigrationBudget.Subject.EachVm();
        assertThat(new MigrationBudget(each, 0, Duration.ofHours(1)).limit()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MigrationBudget(each, -1, Duration.ofHours(1)))
                .withMessage("The limit of a migration budget (-1) must be at least 0.");
        for (Duration window : List.of(Duration.ZERO, Duration.ofDays(401), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new MigrationBudget(each, 1, window))
                    .withMessage("The window of a migration budget (" + window
                            + ") must be positive, and at most 400 days, for which journals remember.");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MigrationBudget.Subject.Group(Set.of()))
                .withMessage("The group of a migration budget must not be empty.");
    }
}
