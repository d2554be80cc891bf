// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {

    private static final ResourceSet BOTH = ResourceSet.of(Resource.CPU, Resource.MEMORY);
    private static final Host HOST = Host.of(new HostId("h"), ResourceVector.of(BOTH, 16, 64e9));

    @Test
    void mayPromiseItsMemoryOnceAndItsCpuWithoutLimit() {
        assertThat(HOST.allocationLimit(0)).isInfinite();
        assertThat(HOST.allocationLimit(1)).isEqualTo(64e9);
    }

    @Test
    void multipliesCapacityByTheOvercommitRatio() {
        assertThat(HOST.withOvercommitRatio(Resource.CPU, 4).allocationLimit(0)).isEqualTo(64);
    }

    @Test
    void servesItsCapacityWithoutTheReserve() {
        assertThat(HOST.usable(0)).isEqualTo(16);
        assertThat(HOST.withReserve(Resource.CPU, 0.25).usable(0)).isEqualTo(12);
        assertThat(HOST.withReserve(Resource.CPU, 0.25).usable(1)).isEqualTo(64e9);
    }

    @Test
    void limitsAllocationWithoutRegardToTheReserve() {
        assertThat(HOST.withReserve(Resource.MEMORY, 0.5).allocationLimit(1)).isEqualTo(64e9);
    }

    @Test
    void isItsOwnDomainWhereNoneIsKnown() {
        assertThat(HOST.faultDomain(TopologyLevel.HOST)).isEqualTo("h");
        assertThat(HOST.faultDomain(TopologyLevel.RACK)).isEqualTo("h");
        assertThat(HOST.withFaultDomain(TopologyLevel.RACK, "r1").faultDomain(TopologyLevel.RACK))
                .isEqualTo("r1");
    }

    @Test
    void sortsItsFeaturesAndDoesNotLetThemBeChanged() {
        Host host = HOST.withFeatures(new LinkedHashSet<>(List.of("tpm", "avx512")));

        assertThat(host.features()).containsExactly("avx512", "tpm");
        assertThatThrownBy(() -> host.features().add("gpu")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void isNotChangedByWith() {
        Host drained = HOST.withState(HostState.DRAINING).withFeatures(Set.of("gpu"));

        assertThat(drained.state()).isEqualTo(HostState.DRAINING);
        assertThat(HOST.state()).isEqualTo(HostState.AVAILABLE);
        assertThat(HOST.features()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.POSITIVE_INFINITY})
    void rejectsACapacityOutOfRange(double capacity) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Host.of(new HostId("h"), ResourceVector.of(BOTH, 16, capacity)))
                .withMessage("The capacity of memory of host h (" + capacity
                        + ") must be finite and greater than zero, or zero while the host is unavailable.");
    }

    @Test
    void hasNoCapacityWhereThatIsNotKnownAndThenServesAndPromisesNothing() {
        Host unknown = HOST.withState(HostState.UNAVAILABLE);
        Host silent = new Host(
                unknown.id(),
                ResourceVector.filled(unknown.capacity().resources(), 0),
                ResourceVector.filled(unknown.capacity().resources(), Double.POSITIVE_INFINITY),
                unknown.reserve(),
                unknown.faultDomains(),
                unknown.features(),
                HostState.UNAVAILABLE);

        assertThat(silent.usable(0)).isZero();
        assertThat(silent.allocationLimit(0)).isZero();
        assertThat(silent.shareOfUsable(0, 0)).isZero();
        assertThat(silent.shareOfUsable(0, 5)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> silent.withState(HostState.AVAILABLE))
                .withMessageContaining("or zero while the host is unavailable");
    }

    @Test
    void rejectsAnOvercommitRatioOfZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HOST.withOvercommitRatio(Resource.CPU, 0))
                .withMessage("The overcommit ratio of cpu of host h (0.0) must be greater than zero.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, Double.POSITIVE_INFINITY})
    void rejectsAReserveOfEverything(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HOST.withReserve(Resource.CPU, share))
                .withMessage("The reserve of cpu of host h (" + share + ") must be at least 0 and below 1.");
    }

    @Test
    void rejectsVectorsOverDifferentResources() {
        ResourceSet cpu = ResourceSet.of(Resource.CPU);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Host(
                        new HostId("h"),
                        HOST.capacity(),
                        ResourceVector.filled(cpu, 1),
                        HOST.reserve(),
                        HOST.faultDomains(),
                        HOST.features(),
                        HOST.state()))
                .withMessageContainingAll("host h", "[cpu, memory]");
    }
}
