// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.recovery;

import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.PlanExecutor;
import io.affinity.core.execution.PlanValidity;
import io.affinity.core.storage.FileJournal;
import io.affinity.openstack.OpenStack;
import io.affinity.openstack.OpenStackSettings;
import io.affinity.openstack.lab.LabCloud;
import io.affinity.openstack.lab.OpenStackLab;
import io.affinity.openstack.settings.MigratorSettings;
import io.affinity.spi.migration.ActualState;
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
import java.util.Map;
import java.util.Set;

/** Migrates one server of the lab from node1 to node2 by Nova, as a program of its own that can be killed; and what comes after it. */
final class CloudController {

    static final HostId SOURCE = new HostId("node1");
    static final HostId TARGET = new HostId("node2");

    private final OpenStack cloud;
    private final PlanExecutor executor;

    CloudController(MigrationJournal journal) {
        cloud = OpenStack.connect(
                LabCloud.access(OpenStackLab.running()),
                OpenStackSettings.DEFAULT.withMigrator(
                        new MigratorSettings(Duration.ofMillis(200), Duration.ofSeconds(20), 0.5)),
                Clock.systemUTC());
        executor = new PlanExecutor(
                cloud.migrator(),
                journal,
                new MigrationLimits(
                        2,
                        2,
                        1e9,
                        Duration.ofMillis(300),
                        Duration.ofMinutes(5),
                        Escalation.THROTTLE,
                        Map.of(),
                        Map.of()),
                InstantSource.system(),
                List.of(),
                PlanValidity.byClock(Duration.ofMinutes(10)));
    }

    ActualState inspect(VmId vm) {
        return cloud.migrator().inspect(vm).join();
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

    private void work() {
        while (!executor.isIdle()) {
            executor.advance();
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** @param arguments the VM, the file of the journal, and where to wait for death */
    public static void main(String[] arguments) {
        VmId vm = new VmId(arguments[0]);
        try (FileJournal journal = FileJournal.open(Path.of(arguments[1]))) {
            CloudController controller = new CloudController(new StoppingJournal(journal, Stop.valueOf(arguments[2])));
            controller.executor.submit(plan(vm), fleet(vm));
            controller.work();
        }
        System.out.println("DONE");
    }

    private static MigrationPlan plan(VmId vm) {
        PlannedMigration planned = new PlannedMigration(
                0,
                new Migration(vm, SOURCE, TARGET),
                new Recommendation(vm, SOURCE, TARGET, List.of(new Reason.Gain(1))),
                new MigrationEstimate(Duration.ofSeconds(5), Duration.ofMillis(100), 1e8, 3, true),
                Duration.ZERO,
                Set.of());
        return new MigrationPlan(Instant.now(), List.of(planned), List.of());
    }

    private static Fleet fleet(VmId vm) {
        return Fleet.builder(Instant.EPOCH)
                .host(Host.of(SOURCE.value(), 16, 0x1p34))
                .host(Host.of(TARGET.value(), 16, 0x1p34))
                .vm(Vm.of(vm.value(), 1, 0x1p29), SOURCE)
                .build();
    }
}
