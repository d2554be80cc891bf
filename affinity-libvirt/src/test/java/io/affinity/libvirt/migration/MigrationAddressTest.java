// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.libvirt.settings.DiskCopy;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.Transport;
import io.affinity.spi.model.HostId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationAddressTest {

    private static final HostId HOST = new HostId("a");

    @ParameterizedTest
    @CsvSource({
        "10.0.0.2, tcp://10.0.0.2",
        "a-data.example.org, tcp://a-data.example.org",
        "fd00::2, tcp://[fd00::2]",
        "::ffff:10.0.0.2, tcp://[::ffff:10.0.0.2]"
    })
    void isANameOrAnAddress(String address, String uri) {
        assertThat(MigratorSettings.builder()
                        .addresses(Map.of(HOST, address))
                        .build()
                        .addresses())
                .containsEntry(HOST, address);
        assertThat(MigrationCall.dataUri(address)).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "10.0.0.2:49152", "tcp://10.0.0.2", "[fd00::2]", "a b"})
    void isRefusedInAnyOtherForm(String address) {
        assertThatThrownBy(() -> MigratorSettings.builder()
                        .addresses(Map.of(HOST, address))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The address (" + address + ") for migrations to host a must be a host name or an IP"
                        + " address, without a port.");
    }

    @Test
    void isKeptWhenOtherSettingsChange() {
        MigratorSettings settings =
                MigratorSettings.builder().addresses(Map.of(HOST, "10.0.0.2")).build();

        assertThat(settings.toBuilder()
                        .transport(Transport.CLIENT_MANAGED)
                        .diskCopy(DiskCopy.FULL)
                        .parallelConnections(2)
                        .compression("xbzrle")
                        .tls(true)
                        .build()
                        .addresses())
                .isEqualTo(settings.addresses());
    }
}
