package io.affinity.cli.cluster;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.HostSection;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.migration.DiskCopy;
import io.affinity.libvirt.migration.LibvirtMigrator;
import io.affinity.libvirt.telemetry.LibvirtTelemetry;
import io.affinity.libvirt.telemetry.LocalDiskRule;
import io.affinity.libvirt.telemetry.TelemetrySettings;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.VmId;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hosts that the cluster file names, by libvirt. */
final class LibvirtHosts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LibvirtHosts.class);

    private static final Duration DIRTY_RATE_TIME = Duration.ofSeconds(1);

    private final ClusterFile file;
    private final HostConnections connections;
    private final LibvirtTelemetry telemetry;

    /**
     * The hosts of a file, to which nothing is connected yet.
     *
     * @throws IllegalArgumentException if they do not fit together
     */
    LibvirtHosts(ClusterFile file) {
        this.file = file;
        connections = HostConnections.to(
                file.hosts().stream().map(host -> host.settings().address()).toList(), file.connection());
        telemetry = LibvirtTelemetry.of(
                connections,
                file.hosts().stream().map(HostSection::settings).toList(),
                settings(file),
                Clock.systemUTC());
    }

    private static TelemetrySettings settings(ClusterFile file) {
        boolean hasDomains = file.hosts().stream()
                .anyMatch(host -> !host.settings().faultDomains().isEmpty());
        return file.telemetry()
                .withTopology(hasDomains ? Topology.HOST_RACK_ZONE : Topology.FLAT)
                .withSharedPaths(file.sharedPaths())
                .withLocalDisks(
                        file.migrator().diskCopy() == DiskCopy.REFUSE ? LocalDiskRule.STAY : LocalDiskRule.MIGRATE);
    }

    LibvirtTelemetry telemetry() {
        return telemetry;
    }

    Migrator migrator() {
        Map<HostId, String> peers = new LinkedHashMap<>();
        for (HostSection host : file.hosts()) {
            String uri = host.migrationUri();
            if (uri != null) {
                peers.put(host.id(), uri);
            }
        }
        return new LibvirtMigrator(connections, telemetry.descriptions(), peers, file.migrator());
    }

    /** Starts to measure how fast a VM writes memory; never waits, and keeps failures to itself. */
    void measureDirtyRate(VmId vm) {
        var unused = telemetry.measureDirtyRate(vm, DIRTY_RATE_TIME).whenComplete((begun, failure) -> {
            if (failure != null) {
                LOG.debug("It is not measured how fast VM {} writes memory.", vm, failure);
            }
        });
    }

    @Override
    public void close() {
        connections.close();
    }
}
