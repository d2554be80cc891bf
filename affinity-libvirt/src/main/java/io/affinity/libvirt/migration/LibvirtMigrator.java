// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.Descriptions;
import io.affinity.libvirt.inventory.DomainIdentity;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.Transport;
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
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Live migrations between libvirt hosts. Thread-safe.
 *
 * <p>Each migration has a thread and a connection of its own; so has each question a thread. {@link #inspect} is answered
 * within the ordinary limit of a call, four times that if the VM is switching over just then, and the settling time later if
 * a migration of the VM has begun that nobody looks after here, and its target has not heard of it yet; {@link #verify} within
 * about six times that limit.
 *
 * <p>A migration that does not converge is recognized after the convergence window of the settings, counted from the second
 * round of copying, or after two further rounds if those take longer, and then handled as the request's escalation says. One
 * that sends nothing is given up after the stall limit. Daemons that were told to abort have the settling time to do so. If
 * the end of a migration was not seen, because a daemon or a connection died, the hosts are asked for the settling time as
 * well; only then the outcome is {@link MigrationOutcome.Unknown}.
 *
 * <p>Peer-to-peer migrations go on if this program dies; {@link #inspect} tells afterwards how they ended, and
 * {@link #abort(Migration)} ends them.
 */
public final class LibvirtMigrator implements Migrator {

    private final HostConnections connections;
    private final Map<HostId, String> peerUris;
    private final MigratorSettings settings;
    private final Inspection inspection;
    private final UnattendedMigration unattended;
    private final PreChecks preChecks;
    private final Aftermath aftermath;
    private final GuestCheck check;
    private final LongSupplier nanoTime;
    private final Map<VmId, RunningMigration> underWay = new ConcurrentHashMap<>();

    /**
     * @param connections owned by the caller, who closes them after the last migration
     * @param descriptions what hosts are made of
     * @param peerUris where the daemons of other hosts reach that of a host, such as {@code qemu+tcp://10.0.0.1/system}; for
     *     hosts without one, the URI of our own connection
     */
    public LibvirtMigrator(
            HostConnections connections,
            Descriptions descriptions,
            Map<HostId, String> peerUris,
            MigratorSettings settings) {
        this(connections, descriptions, peerUris, settings, System::nanoTime, LibvirtMigrator::sleep);
    }

    LibvirtMigrator(
            HostConnections connections,
            Descriptions descriptions,
            Map<HostId, String> peerUris,
            MigratorSettings settings,
            LongSupplier nanoTime,
            Sleep sleep) {
        this.connections = connections;
        this.peerUris = Map.copyOf(peerUris);
        this.settings = settings;
        this.nanoTime = nanoTime;
        inspection = new Inspection(connections);
        unattended = new UnattendedMigration(connections, inspection, settings, sleep);
        preChecks = new PreChecks(connections, descriptions, settings, peerUris.keySet());
        aftermath = new Aftermath(inspection, settings, sleep);
        check = new GuestCheck(connections, inspection, sleep);
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String name() {
        return "libvirt";
    }

    @Override
    public MigrationHandle start(MigrationRequest request) {
        VmId vm = request.migration().vm();
        if (!DomainIdentity.isPossible(vm)) {
            return new RefusedMigration(
                    request,
                    MigrationFailure.Refused.of(
                            FailureCause.CONFIGURATION, "The id of a VM (" + vm + ") must be the UUID of its domain."));
        }
        RunningMigration migration = new RunningMigration(
                request,
                connections,
                settings,
                preChecks,
                new MigrationCall(
                        request, settings, targetUri(request.migration().target()), connections.limits()),
                aftermath,
                new Stopwatch(nanoTime));
        RunningMigration other = underWay.merge(
                vm, migration, (old, fresh) -> old.state() instanceof MigrationState.Ended ? fresh : old);
        if (other != migration) {
            return new RefusedMigration(
                    request,
                    MigrationFailure.Refused.of(
                            FailureCause.VM_BUSY,
                            "The VM is being migrated already, by migration "
                                    + other.request().id() + "."));
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

    private String targetUri(HostId target) {
        if (!connections.hosts().contains(target)) {
            return "";
        }
        String own = connections.to(target).uri();
        return settings.transport() == Transport.PEER_TO_PEER ? peerUris.getOrDefault(target, own) : own;
    }

    @Override
    public Set<HostId> hosts() {
        return Set.copyOf(connections.hosts());
    }

    @Override
    public CompletableFuture<ActualState> inspect(VmId vm) {
        return CompletableFuture.supplyAsync(
                () -> (isOurs(vm) ? inspection.of(vm) : unattended.of(vm)).actual(),
                task -> inThread("affinity-inspection-" + vm, task));
    }

    private boolean isOurs(VmId vm) {
        RunningMigration migration = underWay.get(vm);
        return migration != null && !(migration.state() instanceof MigrationState.Ended);
    }

    @Override
    public CompletableFuture<Verification> verify(Migration migration) {
        return CompletableFuture.supplyAsync(
                () -> check.verify(migration), task -> inThread("affinity-verification-" + migration.vm(), task));
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

    /** What a target holds a copy for is its migration; a job of the source does not say where it goes. */
    private void abortUnattended(Migration migration) {
        if (!DomainIdentity.isPossible(migration.vm())) {
            return;
        }
        boolean isUnderWay = inspection.of(migration.vm()).actual().pausedOn().contains(migration.target());
        if (isUnderWay && !isOurs(migration.vm())) {
            new SourceJob(connections, migration).abort();
        }
    }

    private record RefusedMigration(MigrationRequest request, MigrationFailure.Refused failure)
            implements MigrationHandle {

        @Override
        public MigrationState state() {
            return new MigrationState.Ended(new MigrationOutcome.Failed(failure));
        }

        @Override
        public void abort() {
            // There is nothing to abort.
        }
    }
}
