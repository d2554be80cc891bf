// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import io.affinity.openstack.compute.MigrationRecord;
import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.compute.Placement;
import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.identity.Session;
import io.affinity.openstack.settings.MigratorSettings;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Live migrations by Nova. Thread-safe.
 *
 * <p>Each migration has a thread of its own; so has each question. The target is named, and never forced on the scheduler. How a migration ended is told by its final
 * record alone: the server is ACTIVE before. One that was to end, by its time or by a wish, is looked at for the settling time of the settings; then its outcome is
 * unknown. Nova keeps bandwidth and downtime to itself: those of a request are what its hosts are set up for, and the downtime of a completed migration is told as zero.
 *
 * <p>{@link #inspect} is answered within two calls, later by the settling time if a migration of the VM is under way that is not on record yet; {@link #verify} within
 * some twenty calls. Migrations go on if this program dies; {@link #inspect} tells afterwards how they ended, and {@link #abort(Migration)} ends them.
 */
public final class NovaMigrator implements Migrator {

    private static final Logger LOG = LoggerFactory.getLogger(NovaMigrator.class);

    private final Nova nova;
    private final MigratorSettings settings;
    private final KnownHosts hosts;
    private final PreChecks checks;
    private final Submission submission;
    private final Inspection inspection;
    private final ServerCheck serverCheck;
    private final Map<VmId, RunningMigration> underWay = new ConcurrentHashMap<>();

    public NovaMigrator(Session session, Nova nova, Placement placement, MigratorSettings settings) {
        this.nova = nova;
        this.settings = settings;
        hosts = new KnownHosts(nova);
        checks = new PreChecks(nova, placement, hosts);
        submission = new Submission(nova, session);
        inspection = new Inspection(nova, hosts, settings.poll(), settings.settling());
        serverCheck = new ServerCheck(nova, inspection);
    }

    @Override
    public String name() {
        return "openstack";
    }

    @Override
    public MigrationHandle start(MigrationRequest request) {
        RunningMigration migration = new RunningMigration(request, nova, checks, submission, hosts, settings);
        VmId vm = request.migration().vm();
        RunningMigration other = underWay.merge(
                vm, migration, (old, fresh) -> old.state() instanceof MigrationState.Ended ? fresh : old);
        if (other != migration) {
            return new BusyMigration(request, other.request().id());
        }
        inThread("affinity-migration-" + request.id(), () -> {
            try {
                migration.run();
            } finally {
                underWay.remove(vm, migration);
            }
        });
        return migration;
    }

    private static void inThread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private boolean isUnderWay(VmId vm) {
        return targets().containsKey(vm);
    }

    /** {@return the VMs that are being migrated here at the moment, and where to} */
    public Map<VmId, HostId> targets() {
        Map<VmId, HostId> targets = new TreeMap<>();
        underWay.forEach((vm, migration) -> {
            if (!(migration.state() instanceof MigrationState.Ended)) {
                targets.put(vm, migration.request().migration().target());
            }
        });
        return targets;
    }

    @Override
    public Set<HostId> hosts() {
        return hosts.last();
    }

    @Override
    public CompletableFuture<ActualState> inspect(VmId vm) {
        return CompletableFuture.supplyAsync(
                () -> inspection.of(vm), task -> inThread("affinity-inspection-" + vm, task));
    }

    @Override
    public CompletableFuture<Verification> verify(Migration migration) {
        return CompletableFuture.supplyAsync(
                () -> serverCheck.verify(migration), task -> inThread("affinity-verification-" + migration.vm(), task));
    }

    @Override
    public void abort(Migration migration) {
        RunningMigration running = underWay.get(migration.vm());
        if (running == null) {
            inThread("affinity-abort-" + migration.vm(), () -> abortUnattended(migration));
        } else if (running.request().migration().equals(migration)) {
            running.abort();
        }
    }

    private void abortUnattended(Migration migration) {
        try {
            for (MigrationRecord record : nova.migrations(migration.vm().value())) {
                boolean isMeant = !record.status().isFinal()
                        && migration.source().value().equals(record.source())
                        && migration.target().value().equals(record.target());
                if (isMeant && !isUnderWay(migration.vm())) {
                    nova.abort(migration.vm().value(), record.id());
                }
            }
        } catch (ApiException e) {
            LOG.warn(
                    "The migration of VM {} that nobody looks after cannot be aborted: {}",
                    migration.vm(),
                    Told.sentence(e));
        }
    }

    private record BusyMigration(MigrationRequest request, String other) implements MigrationHandle {

        @Override
        public MigrationState state() {
            return new MigrationState.Ended(new MigrationOutcome.Failed(MigrationFailure.Refused.of(
                    FailureCause.VM_BUSY, "The VM is being migrated already, by migration " + other + ".")));
        }

        @Override
        public void abort() {
            // There is nothing to abort.
        }
    }
}
