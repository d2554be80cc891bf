// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.simulation.workload.Workload;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationConditions;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the simulated cluster and what happens to it as time goes by. Between two events nothing changes but demand,
 * which runs in straight lines; what is short at the beginning of such a span counts as short for all of it.
 */
final class World {

    private final Fleet initial;
    private final Workload workload;
    private final SimulationSettings settings;
    private final SimulationClock clock;
    private final Faults faults;
    private final Loads loads;
    private final int[] hostByVm;
    private final @Nullable Relocation[] relocationByVm;
    private final int[] targetByVm;
    private final List<Relocation> underWay = new ArrayList<>();
    private final Meters meters;
    private int started;
    private boolean isMetering;

    World(Fleet initial, Workload workload, SimulationSettings settings, SimulationClock clock) {
        this.initial = initial;
        this.workload = workload;
        this.settings = settings;
        this.clock = clock;
        this.faults = new Faults(settings.faults());
        this.loads = new Loads(initial, workload, settings.migrationDegradation());
        this.hostByVm = initial.hostIndexByVm();
        this.relocationByVm = new Relocation[hostByVm.length];
        this.targetByVm = new int[hostByVm.length];
        Arrays.fill(targetByVm, -1);
        this.meters = new Meters(initial, settings);
        refresh();
    }

    Instant now() {
        return clock.instant();
    }

    /** Consumption and violation are counted from now on. */
    void startMetering() {
        isMetering = true;
    }

    /** {@return when the next migration ends or host crashes or returns, or null if nothing is in sight} */
    @Nullable
    Instant nextEvent() {
        Instant next = null;
        for (Relocation relocation : underWay) {
            next = earlier(next, relocation.end());
        }
        for (Instant event : faults.events()) {
            next = earlier(next, event);
        }
        return next;
    }

    private @Nullable Instant earlier(@Nullable Instant known, Instant candidate) {
        boolean isAhead = candidate.isAfter(now());
        return isAhead && (known == null || candidate.isBefore(known)) ? candidate : known;
    }

    /** Lets time pass until then; there must be no event before. What is due then happens. */
    void advanceTo(Instant time) {
        double seconds = Duration.between(now(), time).toNanos() / 1e9;
        double[] before = new double[initial.hosts().size()];
        Arrays.setAll(before, loads::cpuUtilization);
        boolean[] wasDown = new boolean[initial.hosts().size()];
        for (int h = 0; h < wasDown.length; h++) {
            wasDown[h] = isDown(h);
        }
        if (isMetering && seconds > 0) {
            meters.serve(this, seconds);
        }
        clock.set(time);
        refresh();
        if (isMetering && seconds > 0) {
            meters.consume(this, seconds, before, wasDown);
        }
        if (settings.idleVms() == SimulationSettings.IdleVms.LEAVE) {
            letIdleVmsLeave();
        }
        failMigrationsOfCrashedHosts();
        underWay.stream()
                .filter(relocation -> !relocation.end().isAfter(time))
                .sorted(Comparator.comparing(Relocation::end))
                .toList()
                .forEach(relocation -> finish(relocation, relocation.naturalOutcome()));
        refresh();
    }

    private void refresh() {
        Duration elapsed = Duration.between(workload.start(), now());
        loads.refresh((double) elapsed.toNanos() / workload.step().toNanos(), hostByVm, targetByVm);
    }

    private void letIdleVmsLeave() {
        for (int v = 0; v < hostByVm.length; v++) {
            if (hostByVm[v] >= 0 && targetByVm[v] < 0 && loads.wantedCpu(v) == 0) {
                hostByVm[v] = -1;
            }
        }
    }

    private void failMigrationsOfCrashedHosts() {
        for (Relocation relocation : List.copyOf(underWay)) {
            Migration migration = relocation.request().migration();
            if (isDown(relocation.source()) || isDown(relocation.target())) {
                HostId down = isDown(relocation.source()) ? migration.source() : migration.target();
                finish(
                        relocation,
                        new MigrationOutcome.Failed(
                                new MigrationFailure.Unreachable(down, "A host of the migration went down.")));
            }
        }
    }

    MigrationHandle start(MigrationRequest request) {
        Migration migration = request.migration();
        MigrationFailure.Refused refusal = refusal(migration);
        if (refusal != null) {
            return new RefusedMigration(request, refusal);
        }
        int vm = initial.indexOf(migration.vm());
        int target = initial.indexOf(migration.target());
        MigrationEstimate truth = settings.migrationTruth()
                .estimate(new MigrationConditions(
                        initial.vms().get(vm).memoryBytes(),
                        initial.vms().get(vm).dirtyBytesPerSecond(),
                        request.bandwidthBytesPerSecond(),
                        request.maxDowntime()));
        Relocation relocation =
                new Relocation(this, request, vm, hostByVm[vm], target, truth, fate(truth, request.timeout()));
        underWay.add(relocation);
        relocationByVm[vm] = relocation;
        targetByVm[vm] = target;
        refresh();
        return relocation;
    }

    private Relocation.Fate fate(MigrationEstimate truth, Duration timeout) {
        started++;
        if (!truth.converges() || truth.elapsed().compareTo(timeout) > 0) {
            return Relocation.Fate.TIME_OUT;
        }
        return faults.fate(started);
    }

    private MigrationFailure.@Nullable Refused refusal(Migration migration) {
        if (!initial.contains(migration.vm())
                || !initial.contains(migration.source())
                || !initial.contains(migration.target())) {
            return MigrationFailure.Refused.of(FailureCause.HOST_UNKNOWN, "There is no such VM or host.");
        }
        int vm = initial.indexOf(migration.vm());
        int source = initial.indexOf(migration.source());
        if (hostByVm[vm] != source) {
            return MigrationFailure.Refused.of(FailureCause.VM_ABSENT, "The VM does not run on the source.");
        }
        if (relocationByVm[vm] != null) {
            return MigrationFailure.Refused.of(FailureCause.VM_BUSY, "The VM is being migrated already.");
        }
        return isDown(source) || isDown(initial.indexOf(migration.target()))
                ? MigrationFailure.Refused.of(FailureCause.CONNECTION, "A host of the migration is down.")
                : null;
    }

    void abort(Relocation relocation) {
        if (relocation.isUnderWay()) {
            finish(relocation, new MigrationOutcome.Aborted(new MigrationFailure.Requested()));
            refresh();
        }
    }

    private void finish(Relocation relocation, MigrationOutcome outcome) {
        boolean arrives = outcome instanceof MigrationOutcome.Completed || outcome instanceof MigrationOutcome.Unknown;
        if (arrives) {
            hostByVm[relocation.vm()] = relocation.target();
            if (isMetering) {
                meters.of(relocation.vm()).goDown(relocation.downtime().toNanos() / 1e9);
            }
        }
        relocationByVm[relocation.vm()] = null;
        targetByVm[relocation.vm()] = -1;
        underWay.remove(relocation);
        relocation.end(outcome);
    }

    boolean isDown(int host) {
        Host known = initial.hosts().get(host);
        return known.state() == HostState.UNAVAILABLE || faults.isDown(known.id(), now());
    }

    private boolean isToBeEmptied(Host host) {
        Instant since = settings.drains().get(host.id());
        return since != null && !now().isBefore(since);
    }

    /** {@return the fleet as it is now, said to be observed at {@code observedAt}} */
    Fleet fleet(Instant observedAt) {
        Fleet.Builder builder = Fleet.builder(observedAt)
                .topology(initial.topology())
                .policies(initial.policies())
                .budgets(initial.budgets())
                .holds(initial.holds());
        for (int h = 0; h < initial.hosts().size(); h++) {
            Host host = initial.hosts().get(h);
            builder.host(
                    isDown(h)
                            ? host.withState(HostState.UNAVAILABLE)
                            : isToBeEmptied(host) ? host.withState(HostState.DRAINING) : host);
        }
        for (int v = 0; v < hostByVm.length; v++) {
            if (hostByVm[v] >= 0) {
                builder.vm(
                        initial.vms().get(v), initial.hosts().get(hostByVm[v]).id());
            }
        }
        return builder.build();
    }

    /** {@return the index of a VM of the initial fleet, which is its index in the workload too} */
    int indexOf(VmId vm) {
        return initial.indexOf(vm);
    }

    /** {@return the index of the VM's host, or -1 if the VM has left} */
    int hostIndexOf(int vm) {
        return hostByVm[vm];
    }

    @Nullable
    Relocation relocationOf(int vm) {
        return relocationByVm[vm];
    }

    Loads loads() {
        return loads;
    }

    Faults faults() {
        return faults;
    }

    Fleet initial() {
        return initial;
    }

    Workload workload() {
        return workload;
    }

    SimulationSettings settings() {
        return settings;
    }

    Meters meters() {
        return meters;
    }
}
