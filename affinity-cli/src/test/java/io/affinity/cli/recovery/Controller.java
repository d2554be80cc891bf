// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.recovery;

import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.PlanExecutor;
import io.affinity.core.execution.PlanValidity;
import io.affinity.core.storage.FileJournal;
import io.affinity.libvirt.Libvirt;
import io.affinity.libvirt.LibvirtSettings;
import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.libvirt.settings.Transport;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.Migrator;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Migrates one VM of the lab from h1 to h2, as a program of its own that can be killed; and what comes after it. */
final class Controller implements AutoCloseable {

    static final HostId SOURCE = new HostId("h1");
    static final HostId TARGET = new HostId("h2");

    private static final int HURRY = 10;

    private final Libvirt libvirt;
    private final Migrator migrator;
    private final PlanExecutor executor;

    Controller(Lab lab, MigrationJournal journal, Transport transport, Task task, InstantSource clock) {
        libvirt = Libvirt.connect(
                lab.settings(),
                new LibvirtSettings(ConnectionLimits.DEFAULT, TelemetrySettings.DEFAULT, task.settings(transport)),
                Clock.systemUTC());
        migrator = libvirt.migrator();
        executor = new PlanExecutor(
                migrator, journal, task.limits(), clock, List.of(), PlanValidity.byClock(Duration.ofMinutes(10)));
    }

    /** {@return a clock on which time flies: for what is waited for without hope} */
    static InstantSource hurry() {
        Instant start = Instant.now();
        return () -> start.plus(Duration.between(start, Instant.now()).multipliedBy(HURRY));
    }

    /** {@return where the VM is now, as all hosts say} */
    ActualState inspect(VmId vm) {
        return migrator.inspect(vm).join();
    }

    /** {@return the migrations that a predecessor left open, each of which was looked after until it was over} */
    List<Migration> recover() {
        List<Migration> open = executor.recover();
        work();
        return open;
    }

    List<Alarm> alarms() {
        return executor.alarms();
    }

    /** Works until nothing is left to do. */
    private void work() {
        while (!executor.isIdle()) {
            executor.advance();
            Lab.pause(Duration.ofMillis(20));
        }
    }

    @Override
    public void close() {
        libvirt.close();
    }

    /** @param arguments the VM, the transport, the task, the file of the journal, and where to wait for death */
    public static void main(String[] arguments) {
        VmId vm = Lab.vm(arguments[0]);
        Transport transport = Transport.valueOf(arguments[1]);
        Task task = Task.valueOf(arguments[2]);
        Stop stop = Stop.valueOf(arguments[4]);
        try (FileJournal journal = FileJournal.open(Path.of(arguments[3]));
                Controller controller = new Controller(
                        Lab.running(), new StoppingJournal(journal, stop), transport, task, InstantSource.system())) {
            if (task == Task.RECOVER) {
                controller.recover();
            } else {
                controller.executor.submit(plan(vm), fleet(vm));
                controller.work();
            }
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
        // Of now: an executor takes no plan that is old.
        return new MigrationPlan(Instant.now(), List.of(planned), List.of());
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
