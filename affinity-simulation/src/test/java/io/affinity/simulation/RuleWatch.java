// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.core.check.Occupancy;
import io.affinity.core.check.PlacementChecker;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Stands between the control loop and a simulated cluster, keeps its own book of what runs where, and writes down each
 * breach of an invariant. It looks after every start, and whenever it is told to.
 */
final class RuleWatch implements Migrator {

    private record Departure(VmId vm, HostId host, Instant at) {}

    private final SimulatedCluster cluster;
    private final Migrator migrator;
    private final Duration returnBan;
    private final PlacementChecker checker;
    private final Map<String, Double> initialOnTheWay;
    private final Map<String, Double> initial;
    private final Map<VmId, HostId> hostByVm;
    private final Map<VmId, MigrationHandle> underWay = new LinkedHashMap<>();
    private final Map<VmId, Instant> startByVm = new HashMap<>();
    private final List<Departure> departures = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();
    private int started;
    private int notCompleted;

    RuleWatch(SimulatedCluster cluster, Duration returnBan) {
        this.cluster = cluster;
        this.migrator = cluster.migrator();
        this.returnBan = returnBan;
        this.checker = new PlacementChecker(cluster.fleet());
        Placement placement = cluster.fleet().placement();
        this.hostByVm = new LinkedHashMap<>(placement.hostByVm());
        this.initial = checker.hardViolations(placement);
        this.initialOnTheWay = checker.hardViolationsOnTheWay(new Occupancy(placement));
    }

    @Override
    public String name() {
        return "watched";
    }

    @Override
    public MigrationHandle start(MigrationRequest request) {
        book();
        Migration migration = request.migration();
        VmId vm = migration.vm();
        Instant now = cluster.clock().instant();
        require(!underWay.containsKey(vm), "started while under way", migration);
        require(migration.source().equals(hostByVm.get(vm)), "started from where it is not", migration);
        require(
                cluster.fleet().host(migration.target()).state() != HostState.DRAINING,
                "started to a host that takes no VMs",
                migration);
        require(
                departures.stream()
                        .noneMatch(departure -> departure.vm().equals(vm)
                                && departure.host().equals(migration.target())
                                && departure.at().isAfter(now.minus(returnBan))),
                "started back within the ban",
                migration);
        MigrationHandle handle = migrator.start(request);
        // A host may have crashed after the last observation; then the migrator refuses.
        require(
                (isUp(migration.source()) && isUp(migration.target()))
                        || handle.state() instanceof MigrationState.Ended,
                "started with a host that is down",
                migration);
        started++;
        underWay.put(vm, handle);
        startByVm.put(vm, now);
        look();
        return handle;
    }

    private boolean isUp(HostId host) {
        return cluster.fleet().host(host).state() != HostState.UNAVAILABLE;
    }

    private void require(boolean isKept, String breach, Object about) {
        if (!isKept) {
            breaches.add(cluster.clock().instant() + ": " + breach + ": " + about);
        }
    }

    /** Writes down what has ended. */
    private void book() {
        for (VmId vm : List.copyOf(underWay.keySet())) {
            MigrationHandle handle = underWay.get(vm);
            if (handle.state() instanceof MigrationState.Ended ended) {
                underWay.remove(vm);
                Migration migration = handle.request().migration();
                if (ended.outcome() instanceof MigrationOutcome.Completed) {
                    hostByVm.put(vm, migration.target());
                    departures.add(new Departure(vm, migration.source(), startByVm.get(vm)));
                } else {
                    notCompleted++;
                }
            }
        }
    }

    /** Compares the state of this very moment with what must hold in all states. */
    void look() {
        book();
        Occupancy occupancy = new Occupancy(new Placement(hostByVm));
        underWay.forEach(
                (vm, handle) -> occupancy.add(vm, handle.request().migration().target()));
        List<String> worse = PlacementChecker.worsened(initialOnTheWay, checker.hardViolationsOnTheWay(occupancy));
        require(worse.isEmpty(), "worse than in the beginning", worse);
        require(cluster.fleet().placement().hostByVm().equals(hostByVm), "VMs are where no migration led", hostByVm);
        for (Vm vm : cluster.fleet().vms()) {
            ActualState actual = migrator.inspect(vm.id()).join();
            Set<HostId> expected = Set.of(hostByVm.get(vm.id()));
            boolean once = isUp(hostByVm.get(vm.id()))
                    ? actual.activeOn().equals(expected)
                    : actual.activeOn().isEmpty() && actual.unreachable().equals(expected);
            require(once, "not active exactly once", actual);
        }
    }

    /**
     * Compares with what must hold when a plan is over. Where a migration did not complete, a rule that holds at the end only
     * may wait for the next plan.
     */
    void lookBetweenPlans() {
        look();
        if (underWay.isEmpty() && notCompleted == 0) {
            List<String> worse = PlacementChecker.worsened(initial, checker.hardViolations(new Placement(hostByVm)));
            require(worse.isEmpty(), "worse after the plan", worse);
        }
    }

    List<String> breaches() {
        return List.copyOf(breaches);
    }

    int started() {
        return started;
    }

    @Override
    public Set<HostId> hosts() {
        return migrator.hosts();
    }

    @Override
    public CompletableFuture<ActualState> inspect(VmId vm) {
        return migrator.inspect(vm);
    }

    @Override
    public CompletableFuture<Verification> verify(Migration migration) {
        return migrator.verify(migration);
    }

    @Override
    public void abort(Migration migration) {
        migrator.abort(migration);
    }
}
