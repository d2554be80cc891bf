package io.affinity.libvirt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.connection.ConnectionLimits;
import io.affinity.libvirt.connection.HostAddress;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.lab.Lab;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The host that lives inside the C library: needs that and nothing else. */
@Tag("lab")
class TestDriverLabTest {

    private static final HostAddress ADDRESS = new HostAddress(new HostId("try"), "test:///default");

    private final HostConnections connections = HostConnections.to(List.of(ADDRESS), ConnectionLimits.DEFAULT);

    @AfterEach
    void disconnect() {
        connections.close();
    }

    @Test
    void showsAHostAndAVm() {
        LibvirtTelemetry telemetry = LibvirtTelemetry.of(
                connections,
                List.of(HostSettings.of(ADDRESS).withCapacity(Resource.DISK_OPERATIONS, 1000)),
                TelemetrySettings.DEFAULT,
                Clock.systemUTC());

        Observation first = telemetry.observe();
        Lab.pause(Duration.ofMillis(500));
        Observation second = telemetry.observe();
        Lab.pause(Duration.ofMillis(500));
        Observation third = telemetry.observe();

        assertThat(first.fleet().hosts().get(0).capacity().value(Resource.CPU)).isEqualTo(16);
        assertThat(first.fleet().hosts().get(0).capacity().value(Resource.MEMORY))
                .isEqualTo(3072.0 * (1 << 20));
        assertThat(first.fleet().vms().get(0).id()).isEqualTo(new VmId("test"));
        assertThat(first.fleet().vms().get(0).allocation().value(Resource.CPU)).isEqualTo(2);
        assertThat(first.demand(0, 1)).isEqualTo(2048.0 * (1 << 20));
        assertThat(first.demand(0, 0)).isNaN();
        assertThat(second.demand(0, 0)).isBetween(0.1, 16.0);
        assertThat(third.demand(0, 2)).isNotNegative();
        assertThat(first.fleet().policies())
                .singleElement()
                .isInstanceOf(LocationPolicy.Pinned.class)
                .satisfies(policy -> assertThat(policy.name()).contains("/guest/diskimage1"));
        assertThat(telemetry.facts(ADDRESS.host()).numaCells()).hasSize(2);
    }
}
