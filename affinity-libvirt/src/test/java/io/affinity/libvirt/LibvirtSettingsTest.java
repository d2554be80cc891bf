// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.TelemetrySettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibvirtSettingsTest {

    @Test
    void tellSharedPathsToWhatObservesAndToWhatMigrates() {
        LibvirtSettings settings = LibvirtSettings.DEFAULT.withSharedPaths(List.of("/srv"));

        assertThat(settings.telemetry().sharedPaths()).containsExactly("/srv");
        assertThat(settings.migrator().sharedPaths()).containsExactly("/srv");
    }

    @Test
    void refuseSharedPathsThatOnlyOneOfThemKnows() {
        MigratorSettings migrator =
                MigratorSettings.builder().sharedPaths(List.of("/srv")).build();

        assertThatThrownBy(() -> new LibvirtSettings(ConnectionLimits.DEFAULT, TelemetrySettings.DEFAULT, migrator))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The shared paths of the telemetry ([]) and of the migrator ([/srv]) must be the same."
                        + " Maybe withSharedPaths is meant.");
    }
}
