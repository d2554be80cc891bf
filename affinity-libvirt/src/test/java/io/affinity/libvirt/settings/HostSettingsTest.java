package io.affinity.libvirt.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.TopologyLevel;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostSettingsTest {

    private static final HostAddress ADDRESS = new HostAddress(new HostId("a"), "qemu:///system");

    @Test
    void sayWhatTheirBuilderWasTold() {
        HostSettings settings = HostSettings.builder(ADDRESS)
                .migrationUri("qemu+tcp://10.0.0.1/system")
                .capacity(Resource.CPU, 8)
                .overcommitRatio(Resource.CPU, 4)
                .reserve(Resource.MEMORY, 0.1)
                .faultDomain(TopologyLevel.RACK, "r1")
                .features(Set.of("sriov"))
                .state(HostState.DRAINING)
                .build();

        assertThat(settings)
                .isEqualTo(new HostSettings(
                        ADDRESS,
                        "qemu+tcp://10.0.0.1/system",
                        Map.of(Resource.CPU, 8.0),
                        Map.of(Resource.CPU, 4.0),
                        Map.of(Resource.MEMORY, 0.1),
                        Map.of(TopologyLevel.RACK, "r1"),
                        Set.of("sriov"),
                        HostState.DRAINING));
        assertThat(settings.toBuilder().build()).isEqualTo(settings);
    }

    @Test
    void stayAsTheyAreWhenTheirBuilderGoesOn() {
        HostSettings.Builder builder = HostSettings.builder(ADDRESS).capacity(Resource.CPU, 8);
        HostSettings settings = builder.build();

        builder.capacity(Resource.CPU, 16);

        assertThat(settings.capacity()).containsExactly(Map.entry(Resource.CPU, 8.0));
    }

    @Test
    void refuseACapacityThatNoHostHas() {
        assertThatThrownBy(() ->
                        HostSettings.builder(ADDRESS).capacity(Resource.CPU, 0).build())
                .hasMessage("The capacity of cpu of host a (0.0) must be finite and greater than zero.");
    }
}
