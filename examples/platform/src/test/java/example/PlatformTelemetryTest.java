package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlatformTelemetryTest {

    private static final VmId FIRST = new VmId("vm-0");

    private final InMemoryPlatform platform = Cluster.crowded().vm("elsewhere", "b", 2, 1_024, 50);
    private final PlatformTelemetry telemetry = new PlatformTelemetry(platform);

    @Test
    void measuresInCoresAndBytes() {
        Inventory inventory = telemetry.inventory();

        assertThat(telemetry.demand(inventory).of(FIRST, Resource.CPU)).isEqualTo(3);
        assertThat(telemetry.demand(inventory).of(FIRST, Resource.MEMORY)).isEqualTo(2_048.0 * 1024 * 1024);
    }

    @Test
    void takesNoOldValuesForNew() {
        platform.silence("a");
        platform.pass(Duration.ofMinutes(5));

        Inventory inventory = telemetry.inventory();
        assertThat(inventory.vms()).as("VMs of a silent host are still known").hasSize(9);
        assertThat(telemetry.demand(inventory).of(FIRST, Resource.CPU)).isNaN();
        assertThat(telemetry.demand(inventory).measuredAt()).isEqualTo(inventory.observedAt());
    }

    @Test
    void tellsWhatMayBeDoneWithAHost() {
        platform.drain("b");
        platform.silence("c");

        assertThat(telemetry.inventory().hosts())
                .extracting(Host::state)
                .containsExactly(HostState.AVAILABLE, HostState.DRAINING, HostState.UNAVAILABLE);
    }

    @Test
    void decidesNothingWithoutThePlatform() {
        Inventory before = telemetry.inventory();
        platform.setSilent(true);

        assertThatThrownBy(telemetry::inventory).isInstanceOf(TelemetryException.class);
        assertThatThrownBy(() -> telemetry.demand(before)).isInstanceOf(TelemetryException.class);
        assertThatThrownBy(() -> telemetry.rules(before)).isInstanceOf(TelemetryException.class);
    }

    @Test
    void decidesNothingByARuleThatItDoesNotUnderstand() {
        platform.group("new", "soft-anti-affinity", "vm-0", "vm-1");

        assertThatThrownBy(() -> telemetry.rules(telemetry.inventory()))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("(soft-anti-affinity)");
    }
}
