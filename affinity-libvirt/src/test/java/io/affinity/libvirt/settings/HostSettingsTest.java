// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.TopologyLevel;
import java.time.Duration;
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

    @Test
    void refusePromisesAndReservesThatNoHostKeeps() {
        for (double ratio : new double[] {0, -1, Double.NaN}) {
            assertThatThrownBy(() -> HostSettings.builder(ADDRESS)
                            .overcommitRatio(Resource.CPU, ratio)
                            .build())
                    .hasMessage("The overcommit ratio of cpu of host a (" + ratio + ") must be greater than zero.");
        }
        for (double share : new double[] {-0.1, 1, 1.5, Double.NaN}) {
            assertThatThrownBy(() -> HostSettings.builder(ADDRESS)
                            .reserve(Resource.MEMORY, share)
                            .build())
                    .hasMessage("The reserve of memory of host a (" + share + ") must be at least 0 and below 1.");
        }
    }

    @Test
    void refuseTimesThatNobodyWaitsFor() {
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
        assertThatThrownBy(() -> ConnectionLimits.builder().call(forever).build())
                .hasMessageEndingWith("must be at most 365 days.");
        assertThatThrownBy(
                        () -> ConnectionLimits.builder().longestRetry(forever).build())
                .hasMessageEndingWith("must be at most 365 days.");
        assertThatThrownBy(() -> MigratorSettings.builder().stall(forever).build())
                .hasMessageEndingWith("must be at most 365 days.");
        assertThatThrownBy(() -> TelemetrySettings.builder().refresh(forever).build())
                .hasMessageEndingWith("must be positive, and at most 365 days.");
    }
}
