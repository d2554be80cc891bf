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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Three hosts of the lab with one guest on the first, and a migrator that is not patient. */
final class LabWorld implements MigratorWorld, AutoCloseable {

    static final String GUEST = "vm";
    static final HostId H1 = new HostId("h1");
    static final HostId H2 = new HostId("h2");
    static final HostId H3 = new HostId("h3");

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
    private final Deque<Runnable> mending = new ArrayDeque<>();

    private LabWorld(Lab lab, MigratorSettings settings) {
        this.lab = lab;
        connections = HostConnections.to(lab.addresses(), LIMITS);
        Map<HostId, String> peers = new LinkedHashMap<>();
        lab.hosts().forEach(host -> peers.put(new HostId(host), lab.fact(host + ".TCP_URI")));
        migrator = new LibvirtMigrator(
                connections, new Descriptions(TelemetrySettings.DEFAULT.refresh()), peers, settings);
    }

    /** {@return a world with a guest that these options of the lab describe} */
    static LabWorld with(MigratorSettings settings, String... guestOptions) {
        Lab lab = Lab.running();
        String[] command = new String[guestOptions.length + 3];
        command[0] = "guest";
        command[1] = H1.value();
        command[2] = GUEST;
        System.arraycopy(guestOptions, 0, command, 3, guestOptions.length);
        lab.run(command);
        // What happens on the way must find it there.
        lab.run("link-rate", H2.value(), "40mbit");
        return new LabWorld(lab, settings);
    }

    static LabWorld ordinary() {
        return with(SETTINGS);
    }

    static MigratorSettings settings() {
        return SETTINGS;
    }

    Lab lab() {
        return lab;
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
            case COPY_BREAKS -> disturb("link-down", "link-up", migration.target());
            case TARGET_SILENT -> disturb("daemon-freeze", "daemon-thaw", migration.target());
            case SOURCE_SILENT -> disturb("daemon-freeze", "daemon-thaw", migration.source());
        }
    }

    private void disturb(String fault, String repair, HostId host) {
        mending.push(() -> lab.run(repair, host.value()));
        lab.run(fault, host.value());
    }

    @Override
    public void close() {
        connections.close();
        // Only what was done, for each command takes a while: the next world finds the lab in order.
        while (!mending.isEmpty()) {
            mending.pop().run();
        }
        lab.run("link-rate", H2.value(), "none");
        lab.run("guest-stop", "--all");
    }
}
