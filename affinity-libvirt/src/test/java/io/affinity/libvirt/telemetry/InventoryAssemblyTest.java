// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.TypedParameters;
import io.affinity.libvirt.inventory.Descriptions;
import io.affinity.libvirt.settings.HostAddress;
import io.affinity.libvirt.settings.HostSettings;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InventoryAssemblyTest {

    private static final HostId H1 = new HostId("h1");
    private static final HostId H2 = new HostId("h2");

    private static final VmId WEB = new VmId("00000000-0000-0000-0000-000000000007");

    private final Descriptions descriptions = new Descriptions(Duration.ofMinutes(10));

    @Test
    void takesStatedCapacityWhereTheHostWasNeverAsked() {
        Fleet fleet = assembly(stated(H1), stated(H2))
                .assemble(Instant.EPOCH, Set.of(H1), Map.of(), List.of(), uuid -> 0)
                .inventory()
                .with(Rules.NONE);

        assertThat(fleet.host(H1).capacity().value(Resource.CPU)).isEqualTo(8);
        assertThat(fleet.host(H1).state()).isEqualTo(HostState.AVAILABLE);
        assertThat(fleet.host(H2).state()).isEqualTo(HostState.UNAVAILABLE);
        assertThat(fleet.host(H1).allocationLimit(fleet.resources().indexOf(Resource.MEMORY)))
                .isEqualTo(1e9);
        assertThat(fleet.host(H1).allocationLimit(fleet.resources().indexOf(Resource.CPU)))
                .isInfinite();
    }

    @Test
    void aHostOfWhichNothingIsKnownIsUnavailableAndHasNoCapacity() {
        Fleet fleet = assembly(stated(H1), HostSettings.of(new HostAddress(H2, "test:///default")))
                .assemble(Instant.EPOCH, Set.of(H1), Map.of(), List.of(), uuid -> 0)
                .inventory()
                .with(Rules.NONE);

        assertThat(fleet.host(H2).state()).isEqualTo(HostState.UNAVAILABLE);
        assertThat(fleet.host(H2).capacity().value(Resource.CPU)).isZero();
        assertThat(fleet.host(H2).capacity().value(Resource.MEMORY)).isZero();
    }

    @Test
    void keepsAVmWhereItIsUntilItsDescriptionWasRead() {
        UUID uuid = UUID.fromString(WEB.value());
        TypedParameters values =
                TypedParameters.of(Map.of("vcpu.current", 2L, "balloon.maximum", 1024L, "state.state", 1L));
        Sighting sighting =
                new Sighting(H1, new DomainReading(new DomainKey(uuid, "web", 1), values), Set.of(H1), true);

        InventoryAssembly.Assembled assembled =
                assembly(stated(H1)).assemble(Instant.EPOCH, Set.of(H1), Map.of(uuid, sighting), List.of(), any -> 5);
        Fleet fleet = assembled
                .inventory()
                .with(new DomainRules(TelemetrySettings.DEFAULT, descriptions)
                        .of(assembled.inventory(), assembled.sightings()));

        assertThat(fleet.vm(WEB).allocation().value(Resource.MEMORY)).isEqualTo(1 << 20);
        assertThat(fleet.vm(WEB).allocation().value(Resource.CPU)).isEqualTo(2);
        assertThat(fleet.vm(WEB).dirtyBytesPerSecond()).isEqualTo(5);
        assertThat(fleet.policies()).singleElement().isInstanceOfSatisfying(LocationPolicy.Pinned.class, pinned -> {
            assertThat(pinned.host()).isEqualTo(H1);
            assertThat(pinned.name()).contains("has not been read");
        });
    }

    @Test
    void aVmIsTheUuidOfItsDomainWhateverItsName() {
        Map<UUID, Sighting> seen = new LinkedHashMap<>();
        List<String> names =
                List.of("db", "db", "db@" + uuid(1), uuid(1).toString(), "a\nb", " ", "x".repeat(5000), "\u202edb");
        for (int i = 0; i < names.size(); i++) {
            seen.put(uuid(i + 1), sighting(i + 1, names.get(i), Set.of(H1)));
        }

        Inventory inventory = assembly(stated(H1))
                .assemble(Instant.EPOCH, Set.of(H1), seen, List.of(), any -> 0)
                .inventory();

        assertThat(inventory.vms())
                .extracting(vm -> vm.id().value())
                .containsExactlyElementsOf(
                        seen.keySet().stream().map(UUID::toString).toList());
        assertThat(inventory.vm(new VmId(uuid(1).toString())).name()).isEqualTo("db");
        assertThat(inventory.vm(new VmId(uuid(6).toString())).name()).isEqualTo(uuid(6).toString());
        assertThat(inventory.names().meantBy("db")).hasSize(2);
        assertThat(inventory.names().meantBy(uuid(1).toString())).containsExactly(new VmId(uuid(1).toString()));
    }

    @Test
    void aVmThatRunsTwiceIsOneVmThatIsHeld() {
        Inventory inventory = assembly(stated(H1), stated(H2))
                .assemble(
                        Instant.EPOCH,
                        Set.of(H1, H2),
                        Map.of(uuid(7), sighting(7, "web", Set.of(H1, H2))),
                        List.of(),
                        any -> 0)
                .inventory();

        Fleet fleet = inventory.with(Rules.NONE);

        assertThat(fleet.vms()).hasSize(1);
        assertThat(fleet.holds()).containsExactly(new Hold.RunsTwice(WEB, Set.of(H1, H2)));
        assertThat(fleet.policies()).containsExactly(LocationPolicy.Pinned.of("web is held", WEB, H1));
    }

    @Test
    void domainsThatDoNotRunAreDormantUnlessTheyRunElsewhere() {
        DomainKey off = new DomainKey(uuid(8), "off", -1);
        DomainKey leftBehind = new DomainKey(uuid(7), "web", -1);

        Inventory inventory = assembly(stated(H1))
                .assemble(
                        Instant.EPOCH,
                        Set.of(H1),
                        Map.of(uuid(7), sighting(7, "web", Set.of(H1))),
                        List.of(off, leftBehind),
                        any -> 0)
                .inventory();

        assertThat(inventory.dormant()).containsExactly(Map.entry(new VmId(uuid(8).toString()), "off"));
    }

    private static UUID uuid(int number) {
        return new UUID(0, number);
    }

    private static Sighting sighting(int number, String name, Set<HostId> liveOn) {
        TypedParameters values =
                TypedParameters.of(Map.of("vcpu.current", 2L, "balloon.maximum", 1024L, "state.state", 1L));
        return new Sighting(H1, new DomainReading(new DomainKey(uuid(number), name, 1), values), liveOn, true);
    }

    @Test
    void knowsNoRulesOfVmsThatAreNotItsOwn() {
        Inventory other = Inventory.builder(Instant.EPOCH)
                .host(Host.of(H1, ResourceVector.of(ResourceSet.of(Resource.CPU), 8)))
                .vm(Vm.of(new VmId("web"), ResourceVector.of(ResourceSet.of(Resource.CPU), 1)), H1)
                .build();

        assertThat(new DomainRules(TelemetrySettings.DEFAULT, descriptions).of(other, Map.of()))
                .isEqualTo(Rules.NONE);
    }

    @Test
    void asksForTheCapacityOfAllHostsWhereOneStatesIt() {
        assertThatThrownBy(() -> assembly(
                        stated(H1).toBuilder().capacity(Resource.NETWORK, 1e9).build(), stated(H2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("network")
                .hasMessageContaining("h2");
    }

    private InventoryAssembly assembly(HostSettings... hosts) {
        return new InventoryAssembly(List.of(hosts), TelemetrySettings.DEFAULT, descriptions);
    }

    private static HostSettings stated(HostId host) {
        return HostSettings.builder(new HostAddress(host, "qemu:///system"))
                .capacity(Resource.CPU, 8)
                .capacity(Resource.MEMORY, 1e9)
                .build();
    }
}
