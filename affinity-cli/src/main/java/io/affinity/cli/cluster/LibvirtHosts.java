// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.HostSection;
import io.affinity.libvirt.Libvirt;
import io.affinity.libvirt.LibvirtSettings;
import io.affinity.libvirt.settings.DiskCopy;
import io.affinity.libvirt.settings.LocalDiskRule;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.spi.model.Topology;
import java.time.Clock;
import java.util.List;

/** The hosts that a cluster file names, by libvirt. */
final class LibvirtHosts {

    private LibvirtHosts() {}

    /**
     * {@return the hosts of a file, to which nothing is connected yet}
     *
     * @throws IllegalArgumentException if they do not fit together
     */
    static Libvirt of(ClusterFile file) {
        return of(file, file.hosts());
    }

    /** {@return the same, of some of them} */
    static Libvirt of(ClusterFile file, List<HostSection> hosts) {
        return Libvirt.connect(
                hosts.stream().map(HostSection::settings).toList(),
                new LibvirtSettings(file.connection(), telemetry(file), file.migrator()),
                Clock.systemUTC());
    }

    private static TelemetrySettings telemetry(ClusterFile file) {
        boolean hasDomains = file.hosts().stream()
                .anyMatch(host -> !host.settings().faultDomains().isEmpty());
        return file.telemetry().toBuilder()
                .topology(hasDomains ? Topology.HOST_RACK_ZONE : Topology.FLAT)
                .sharedPaths(file.sharedPaths())
                .localDisks(file.migrator().diskCopy() == DiskCopy.REFUSE ? LocalDiskRule.STAY : LocalDiskRule.MIGRATE)
                .build();
    }
}
