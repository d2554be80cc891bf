// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationOutcome.Aborted;
import io.affinity.spi.migration.MigrationOutcome.Completed;
import io.affinity.spi.migration.MigrationOutcome.Failed;
import io.affinity.spi.migration.MigrationOutcome.Unknown;
import io.affinity.spi.migration.MigrationProgress;
import io.affinity.spi.migration.MigrationProgress.Phase;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Migrates in memory, at exactly the bandwidth of the request, whenever it is told that time has passed. */
final class PlainMigrator implements Migrator {

    private final Fleet fleet;
    private final Set<HostId> hosts;
    private final Map<VmId, HostId> hostByVm;
    private final Map<VmId, Running> running = new HashMap<>();
    private final Set<HostId> silent = new TreeSet<>();
    private boolean copyBroken;

    PlainMigrator(Fleet fleet) {
        this.fleet = fleet;
        this.hosts = fleet.hosts().stream().map(Host::id).collect(Collectors.toSet());
        this.hostByVm = new HashMap<>(fleet.placement().hostByVm());
    }

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public synchronized MigrationHandle start(MigrationRequest request) {
        Running started = new Running(request);
        Migration migration = request.migration();
        if (!migration.source().equals(hostByVm.get(migration.vm()))) {
            started.outcome = refused(FailureCause.VM_ABSENT, "The VM is not on the source.");
        } else if (!fleet.contains(migration.target())) {
            started.outcome = refused(FailureCause.HOST_UNKNOWN, "There is no such target.");
        } else if (silent.contains(migration.source()) || silent.contains(migration.target())) {
            started.outcome = refused(FailureCause.CONNECTION, "A host does not answer.");
        } else if (running.containsKey(migration.vm())) {
            started.outcome = refused(FailureCause.VM_BUSY, "The VM is being migrated.");
        } else {
            running.put(migration.vm(), started);
        }
        return started;
    }

    private static Failed refused(FailureCause cause, String detail) {
        return new Failed(MigrationFailure.Refused.of(cause, detail));
    }

    @Override
    public Set<HostId> hosts() {
        return hosts;
    }

    @Override
    public CompletableFuture<ActualState> inspect(VmId vm) {
        return CompletableFuture.completedFuture(actual(vm));
    }

    private synchronized ActualState actual(VmId vm) {
        Set<HostId> active = new TreeSet<>();
        Set<HostId> paused = new TreeSet<>();
        if (hostByVm.containsKey(vm)) {
            active.add(hostByVm.get(vm));
        }
        if (running.containsKey(vm)) {
            paused.add(running.get(vm).request.migration().target());
        }
        active.removeAll(silent);
        paused.removeAll(silent);
        return new ActualState(vm, active, paused, silent);
    }

    @Override
    public CompletableFuture<Verification> verify(Migration migration) {
        return CompletableFuture.completedFuture(
                actual(migration.vm()).isOnlyOn(migration.target())
                        ? new Verification.Verified()
                        : new Verification.Refuted(Doubt.about(actual(migration.vm()), migration)));
    }

    @Override
    public synchronized void abort(Migration migration) {
        Running one = running.get(migration.vm());
        if (one != null && one.request.migration().equals(migration)) {
            one.abort();
        }
    }

    synchronized void breakCopying() {
        copyBroken = true;
    }

    synchronized void silence(HostId host) {
        silent.add(host);
    }

    synchronized void passTime(Duration duration) {
        for (Running migration : new ArrayList<>(running.values())) {
            migration.advance(duration);
        }
    }

    private final class Running implements MigrationHandle {

        private final MigrationRequest request;
        private Duration elapsed = Duration.ZERO;
        private @Nullable MigrationOutcome outcome;

        Running(MigrationRequest request) {
            this.request = request;
        }

        @Override
        public MigrationRequest request() {
            return request;
        }

        @Override
        public MigrationState state() {
            synchronized (PlainMigrator.this) {
                if (outcome != null) {
                    return new MigrationState.Ended(outcome);
                }
                Phase phase = elapsed.isZero() ? Phase.PREPARING : Phase.COPYING;
                double memory = fleet.vm(request.migration().vm()).memoryBytes();
                return new MigrationState.Running(
                        new MigrationProgress(phase, elapsed, transferred(), memory - transferred()));
            }
        }

        @Override
        public void abort() {
            synchronized (PlainMigrator.this) {
                if (outcome == null) {
                    end(new Aborted(new MigrationFailure.Requested()));
                }
            }
        }

        private double transferred() {
            double memory = fleet.vm(request.migration().vm()).memoryBytes();
            return Math.min(memory, request.bandwidthBytesPerSecond() * elapsed.toNanos() / 1e9);
        }

        private void advance(Duration duration) {
            elapsed = elapsed.plus(duration);
            Migration migration = request.migration();
            if (silent.contains(migration.source()) || silent.contains(migration.target())) {
                end(new Unknown(new MigrationFailure.Unreachable(migration.source(), "It is silent."), ""));
            } else if (copyBroken) {
                end(new Failed(new MigrationFailure.DriverError(FailureCause.CONNECTION, "The copy broke.")));
            } else if (transferred() >= fleet.vm(migration.vm()).memoryBytes()) {
                hostByVm.put(migration.vm(), migration.target());
                end(new Completed(elapsed, Duration.ZERO, transferred()));
            } else if (elapsed.compareTo(request.timeout()) >= 0) {
                end(new Aborted(new MigrationFailure.TimedOut(request.timeout())));
            }
        }

        private void end(MigrationOutcome how) {
            outcome = how;
            running.remove(request.migration().vm());
        }
    }
}
