// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.migrations;

import io.affinity.libvirt.Libvirt;
import io.affinity.libvirt.settings.HostAddress;
import io.affinity.libvirt.settings.HostSettings;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationOutcome.Completed;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sends one VM from host to host, round and round. */
final class MigrationRounds implements AutoCloseable {

    static final Duration MAX_DOWNTIME = Duration.ofMillis(300);

    private static final double NO_LIMIT = 10e9;

    private final VmId vm;
    private final List<HostId> hosts = new ArrayList<>();
    private final Libvirt libvirt;
    private final Migrator migrator;
    private final List<Completed> completed = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int number;

    MigrationRounds(VmId vm, Map<String, String> lab) {
        this.vm = vm;
        List<HostSettings> settings = new ArrayList<>();
        for (String host : lab.getOrDefault("HOSTS", "").split(" ")) {
            HostId id = new HostId(host);
            hosts.add(id);
            settings.add(HostSettings.builder(new HostAddress(id, lab.getOrDefault(host + ".UNIX_URI", "")))
                    .migrationUri(lab.getOrDefault(host + ".TCP_URI", ""))
                    .build());
        }
        libvirt = Libvirt.connect(settings);
        migrator = libvirt.migrator();
    }

    /** Migrates so many times; stops at the first migration after which the VM is not where it should be. */
    void migrate(int times) throws InterruptedException {
        for (int i = 0; i < times && failures.isEmpty(); i++) {
            Migration migration =
                    new Migration(vm, hosts.get(number % hosts.size()), hosts.get((number + 1) % hosts.size()));
            number++;
            MigrationOutcome outcome = outcome(migration);
            if (!(outcome instanceof Completed done)) {
                failures.add(number + ": " + outcome);
            } else if (migrator.verify(migration).join() instanceof Verification.Refuted refuted) {
                failures.add(number + ": " + refuted);
            } else {
                completed.add(done);
            }
        }
    }

    private MigrationOutcome outcome(Migration migration) throws InterruptedException {
        MigrationHandle handle = migrator.start(new MigrationRequest(
                "bench-" + number, migration, NO_LIMIT, MAX_DOWNTIME, Duration.ofMinutes(5), Escalation.NONE));
        while (true) {
            if (handle.state() instanceof MigrationState.Ended ended) {
                return ended.outcome();
            }
            Thread.sleep(20);
        }
    }

    /** {@return those that completed and were verified since this was asked last} */
    List<Completed> completed() {
        List<Completed> copy = List.copyOf(completed);
        completed.clear();
        return copy;
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        libvirt.close();
    }
}
