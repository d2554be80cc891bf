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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InventoryAssemblyTest {

    private static final HostId H1 = new HostId("h1");
    private static final HostId H2 = new HostId("h2");

    private final Descriptions descriptions = new Descriptions(Duration.ofMinutes(10));

    @Test
    void takesStatedCapacityWhereTheHostWasNeverAsked() {
        Fleet fleet = assembly(stated(H1), stated(H2))
                .assemble(Instant.EPOCH, Set.of(H1), Map.of(), uuid -> 0)
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
    void leavesOutAHostOfWhichNothingIsKnown() {
        Fleet fleet = assembly(stated(H1), HostSettings.of(new HostAddress(H2, "test:///default")))
                .assemble(Instant.EPOCH, Set.of(H1), Map.of(), uuid -> 0)
                .inventory()
                .with(Rules.NONE);

        assertThat(fleet.contains(H2)).isFalse();
    }

    @Test
    void keepsAVmWhereItIsUntilItsDescriptionWasRead() {
        UUID uuid = new UUID(0, 7);
        TypedParameters values =
                TypedParameters.of(Map.of("vcpu.current", 2L, "balloon.maximum", 1024L, "state.state", 1L));
        Sighting sighting = new Sighting(H1, new DomainReading(new DomainKey(uuid, "web", 1), values), true);

        InventoryAssembly.Assembled assembled =
                assembly(stated(H1)).assemble(Instant.EPOCH, Set.of(H1), Map.of(uuid, sighting), any -> 5);
        Fleet fleet = assembled
                .inventory()
                .with(new DomainRules(TelemetrySettings.DEFAULT, descriptions)
                        .of(assembled.inventory(), assembled.sightings()));

        assertThat(fleet.vm(new VmId("web")).allocation().value(Resource.MEMORY))
                .isEqualTo(1 << 20);
        assertThat(fleet.vm(new VmId("web")).allocation().value(Resource.CPU)).isEqualTo(2);
        assertThat(fleet.vm(new VmId("web")).dirtyBytesPerSecond()).isEqualTo(5);
        assertThat(fleet.policies()).singleElement().isInstanceOfSatisfying(LocationPolicy.Pinned.class, pinned -> {
            assertThat(pinned.host()).isEqualTo(H1);
            assertThat(pinned.name()).contains("has not been read");
        });
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
