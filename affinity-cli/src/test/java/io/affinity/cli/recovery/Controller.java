package io.affinity.cli.recovery;

import io.affinity.core.execution.PlanExecutor;
import io.affinity.core.storage.FileJournal;
import io.affinity.libvirt.connection.ConnectionLimits;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.Inventory;
import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.migration.LibvirtMigrator;
import io.affinity.libvirt.migration.MigratorSettings;
import io.affinity.libvirt.migration.Transport;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Migrates one VM of the lab from h1 to h2, as a program of its own that can be killed; and what comes after it. */
final class Controller implements AutoCloseable {

    static final HostId SOURCE = new HostId("h1");
    static final HostId TARGET = new HostId("h2");

    private static final MigrationLimits LIMITS = new MigrationLimits(
            2, 2, 1e9, Duration.ofMillis(300), Duration.ofSeconds(30), Escalation.THROTTLE, Map.of());

    private final HostConnections connections;
    private final LibvirtMigrator migrator;
    private final PlanExecutor executor;

    Controller(Lab lab, MigrationJournal journal, Transport transport) {
        connections = HostConnections.to(lab.addresses(), ConnectionLimits.DEFAULT);
        Map<HostId, String> peers = new LinkedHashMap<>();
        lab.hosts().forEach(host -> peers.put(new HostId(host), lab.fact(host + ".TCP_URI")));
        MigratorSettings settings = MigratorSettings.DEFAULT
                .withTransport(transport)
                .withTimes(
                        Duration.ofMillis(50), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
        migrator = new LibvirtMigrator(connections, new Inventory(Inventory.DEFAULT_REFRESH), peers, settings);
        executor = new PlanExecutor(migrator, journal, LIMITS, InstantSource.system());
    }

    LibvirtMigrator migrator() {
        return migrator;
    }

    PlanExecutor executor() {
        return executor;
    }

    /** Works until nothing is left to do. */
    void work() {
        while (!executor.isIdle()) {
            executor.advance();
            Lab.pause(Duration.ofMillis(20));
        }
    }

    @Override
    public void close() {
        connections.close();
    }

    /** @param arguments the VM, the transport, the file of the journal, and the {@link Stop} at which to wait for death */
    public static void main(String[] arguments) {
        VmId vm = new VmId(arguments[0]);
        Transport transport = Transport.valueOf(arguments[1]);
        Stop stop = Stop.valueOf(arguments[3]);
        try (FileJournal journal = FileJournal.open(Path.of(arguments[2]));
                Controller controller = new Controller(Lab.running(), new StoppingJournal(journal, stop), transport)) {
            controller.executor.submit(plan(vm), fleet(vm));
            controller.work();
        }
        System.out.println("DONE");
    }

    private static MigrationPlan plan(VmId vm) {
        Migration migration = new Migration(vm, SOURCE, TARGET);
        PlannedMigration planned = new PlannedMigration(
                0,
                migration,
                new Recommendation(vm, SOURCE, TARGET, List.of(new Reason.Gain(1))),
                new MigrationEstimate(Duration.ofSeconds(5), Duration.ofMillis(100), 1e8, 3, true),
                Duration.ZERO,
                Set.of());
        return new MigrationPlan(Instant.EPOCH, List.of(planned), List.of());
    }

    private static Fleet fleet(VmId vm) {
        ResourceSet resources = ResourceSet.of(Resource.CPU, Resource.MEMORY);
        return Fleet.builder(Instant.EPOCH)
                .host(Host.of(SOURCE, ResourceVector.of(resources, 2, 0x1p30)))
                .host(Host.of(TARGET, ResourceVector.of(resources, 2, 0x1p30)))
                .vm(Vm.of(vm, ResourceVector.of(resources, 1, 0x1p25)), SOURCE)
                .build();
    }
}
