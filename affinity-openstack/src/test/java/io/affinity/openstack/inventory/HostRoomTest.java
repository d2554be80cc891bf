// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.openstack.compute.Flavor;
import io.affinity.openstack.compute.Hypervisor;
import io.affinity.openstack.compute.ProviderResources;
import io.affinity.openstack.compute.ProviderResources.Amount;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostRoomTest {

    private static final double MIB = 1 << 20;

    private static ProviderResources resources(
            double vcpus, double ratio, double memory, double reserved, double used) {
        return new ProviderResources(
                Map.of("VCPU", new Amount(vcpus, 0, ratio), "MEMORY_MB", new Amount(memory, reserved, 1)),
                Map.of("VCPU", used, "MEMORY_MB", used * 1024),
                Set.of());
    }

    private static List<Flavor> flavors(int count) {
        List<Flavor> flavors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            flavors.add(new Flavor("f", 1, 1024, Map.of(), true));
        }
        return flavors;
    }

    private static Host host(HostRoom room) {
        return new Host(
                new HostId("h1"),
                room.capacity(),
                room.ratio(),
                room.reserved(),
                Map.of(),
                Set.of(),
                HostState.AVAILABLE);
    }

    @Test
    void vmsMayBePromisedWhatPlacementAllowsLessWhatOthersTake() {
        HostRoom room = HostRoom.of(resources(16, 4, 65536, 512, 10), null, flavors(7), List.of());
        Host host = host(room);

        assertThat(host.capacity().value(Resource.CPU)).isEqualTo(16);
        assertThat(host.allocationLimit(0)).isEqualTo(16 * 4 - 3);
        assertThat(host.allocationLimit(1)).isEqualTo((65536 - 512 - 3 * 1024) * MIB);
        assertThat(room.reserved().value(Resource.MEMORY)).isEqualTo(512.0 / 65536);
    }

    @Test
    void aHostThatHasPromisedTooMuchForcesNobodyOff() {
        Host host = host(HostRoom.of(resources(4, 1, 8192, 0, 12), null, flavors(12), List.of()));

        assertThat(host.allocationLimit(0)).isEqualTo(12);
        assertThat(host.allocationLimit(1)).isEqualTo(12 * 1024 * MIB);
    }

    @Test
    void aHostThatIsFullOfOtherThingsTakesNothing() {
        Host host = host(HostRoom.of(resources(4, 1, 8192, 0, 8), null, List.of(), List.of()));

        assertThat(host.allocationLimit(0)).isBetween(0.0, 1e-9);
        assertThat(host.allocationLimit(1)).isBetween(0.0, 1e-9);
    }

    /** Whatever the numbers: the last VM that fits at Placement fits here, and one more does not. */
    @Test
    void theLimitIsExactForAnyNumbers() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            int total = 1 + random.nextInt(500);
            int guests = random.nextInt(20);
            int others = random.nextInt(20);
            double ratio = List.of(1.0, 1.5, 4.0, 16.0, 1.1).get(random.nextInt(5));
            Host host = host(HostRoom.of(
                    resources(total, ratio, 1_000_000, 0, guests + others), null, flavors(guests), List.of()));
            double expected = Math.max(guests, total * ratio - others);

            assertThat(host.allocationLimit(0)).isGreaterThanOrEqualTo(expected).isLessThanOrEqualTo(expected + 1e-9);
        }
    }

    @Test
    void withoutPlacementMemoryIsLimitedByWhatIsThere() {
        Hypervisor hypervisor = new Hypervisor("x", "h1", "h1", "QEMU", 8, 16384);
        Host host = host(HostRoom.of(null, hypervisor, flavors(2), flavors(3)));

        assertThat(host.allocationLimit(0)).isInfinite();
        assertThat(host.allocationLimit(1)).isEqualTo((16384 - 3 * 1024) * MIB);
    }

    @Test
    void aHostOfWhichNothingIsKnownHasNoCapacity() {
        assertThat(HostRoom.of(null, null, List.of(), List.of()).isKnown()).isFalse();
    }

    @Test
    void dedicatedCpusCountAsWell() {
        ProviderResources resources = new ProviderResources(
                Map.of("VCPU", new Amount(8, 0, 4), "PCPU", new Amount(8, 0, 1), "MEMORY_MB", new Amount(1024, 0, 1)),
                Map.of("PCPU", 2.0),
                Set.of());
        Host host = host(HostRoom.of(resources, null, List.of(), List.of()));

        assertThat(host.capacity().value(Resource.CPU)).isEqualTo(16);
        assertThat(host.allocationLimit(0)).isEqualTo(8 * 4 + 8 - 2);
    }
}
