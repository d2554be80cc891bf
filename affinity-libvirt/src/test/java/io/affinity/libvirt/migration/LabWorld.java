// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.Descriptions;
import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.spi.contract.MigratorWorld;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Three hosts of the lab with one guest on the first, and a migrator that is not patient. */
final class LabWorld implements MigratorWorld, AutoCloseable {

    private static final String GUEST = "vm";
    private static final HostId H1 = new HostId("h1");
    private static final HostId H2 = new HostId("h2");
    private static final HostId H3 = new HostId("h3");

    /** Real time is not to be had by the hour. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private static final ConnectionLimits LIMITS = ConnectionLimits.builder()
            .call(Duration.ofSeconds(5))
            .opening(Duration.ofSeconds(5))
            .keepAliveInterval(Duration.ofSeconds(1))
            .firstRetry(Duration.ofMillis(100))
            .longestRetry(Duration.ofSeconds(1))
            .abandonedThreads(16)
            .build();

    private static final MigratorSettings SETTINGS = MigratorSettings.builder()
            .poll(Duration.ofMillis(100))
            .stall(Duration.ofSeconds(4))
            .convergence(Duration.ofSeconds(5))
            .settling(Duration.ofSeconds(5))
            .build();

    private final Lab lab;
    private final HostConnections connections;
    private final LibvirtMigrator migrator;

    private LabWorld(Lab lab) {
        this.lab = lab;
        connections = HostConnections.to(lab.addresses(), LIMITS);
        Map<HostId, String> peers = new LinkedHashMap<>();
        lab.hosts().forEach(host -> peers.put(new HostId(host), lab.fact(host + ".TCP_URI")));
        migrator = new LibvirtMigrator(
                connections, new Descriptions(TelemetrySettings.DEFAULT.refresh()), peers, SETTINGS);
    }

    static LabWorld ordinary() {
        Lab lab = Lab.running();
        // The last world has left what was done to it, and may have cost a host its daemon.
        lab.run("repair");
        lab.run("guest", H1.value(), GUEST);
        // What happens on the way must find it there.
        lab.run("link-rate", H2.value(), "40mbit");
        return new LabWorld(lab);
    }

    @Override
    public Migrator migrator() {
        return migrator;
    }

    @Override
    public Fleet fleet() {
        ResourceSet resources = ResourceSet.of(Resource.CPU, Resource.MEMORY);
        Fleet.Builder builder = Fleet.builder(Instant.EPOCH);
        for (HostId host : new HostId[] {H1, H2, H3}) {
            builder.host(Host.of(host, ResourceVector.of(resources, 2, 0x1p30)));
        }
        Vm vm = Vm.of(Lab.vm(GUEST), ResourceVector.of(resources, 1, 32 * 0x1p20));
        return builder.vm(vm, H1).build();
    }

    @Override
    public void passTime(Duration duration) {
        Lab.pause(duration.compareTo(LONGEST) < 0 ? duration : LONGEST);
    }

    @Override
    public Set<Fault> faults() {
        return Set.of(Fault.values());
    }

    @Override
    public void inject(Fault fault, Migration migration) {
        switch (fault) {
            case COPY_BREAKS -> lab.run("link-down", migration.target().value());
            case TARGET_SILENT -> lab.run("daemon-freeze", migration.target().value());
            case SOURCE_SILENT -> lab.run("daemon-freeze", migration.source().value());
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
