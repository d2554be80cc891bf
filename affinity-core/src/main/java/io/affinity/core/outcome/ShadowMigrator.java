// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.core.plan.Planner;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationProgress;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Migrates nothing, and takes as long for it as was estimated. Belongs to one thread. */
final class ShadowMigrator implements Migrator {

    static final MigrationOutcome HOST_GONE =
            new MigrationOutcome.Failed(MigrationFailure.Refused.of(FailureCause.HOST_UNKNOWN, "A host is gone."));

    private final Planner planner;
    private final InstantSource clock;
    private final Map<VmId, Flight> flights = new LinkedHashMap<>();
    private @Nullable Fleet fleet;

    ShadowMigrator(Planner planner, InstantSource clock) {
        this.planner = planner;
        this.clock = clock;
    }

    /**
     * One that was started.
     *
     * @param outcome that is reported from {@code endsAt} on
     */
    record Flight(Migration migration, Instant endsAt, MigrationOutcome outcome) {}

    /** What is not possible in this fleet fails. */
    void know(Fleet newFleet) {
        fleet = newFleet;
        flights.replaceAll((vm, flight) ->
                isPossible(flight.migration()) ? flight : new Flight(flight.migration(), clock.instant(), HOST_GONE));
    }

    /** These go on, though the executor will start them anew. */
    void resume(Iterable<Flight> known) {
        known.forEach(flight -> flights.put(flight.migration().vm(), flight));
    }

    Map<VmId, Flight> flights() {
        return flights;
    }

    /** Nobody asks how the others went: a rule that came with the restart forbade to start them anew, or they were given up. */
    void keepOnly(Collection<Migration> underWay) {
        flights.values().removeIf(flight -> !underWay.contains(flight.migration()));
    }

    /** {@return when the next one ends, or null if none that is under way ends later than now} */
    @Nullable
    Instant nextEnd() {
        Instant now = clock.instant();
        return flights.values().stream()
                .map(Flight::endsAt)
                .filter(end -> end.isAfter(now))
                .min(Instant::compareTo)
                .orElse(null);
    }

    @Override
    public String name() {
        return "shadow";
    }

    @Override
    public MigrationHandle start(MigrationRequest request) {
        Migration migration = request.migration();
        Flight known = flights.get(migration.vm());
        Flight flight = known != null && known.migration().equals(migration) ? known : flight(request);
        flights.put(migration.vm(), flight);
        return new Handle(request, clock.instant(), flight);
    }

    private Flight flight(MigrationRequest request) {
        Migration migration = request.migration();
        if (fleet == null || !isPossible(migration)) {
            return new Flight(migration, clock.instant(), HOST_GONE);
        }
        MigrationEstimate estimate = planner.estimate(fleet, migration.vm());
        if (!estimate.converges() || estimate.elapsed().compareTo(request.timeout()) > 0) {
            return new Flight(
                    migration,
                    clock.instant().plus(request.timeout()),
                    new MigrationOutcome.Aborted(
                            estimate.converges()
                                    ? new MigrationFailure.TimedOut(request.timeout())
                                    : new MigrationFailure.NotConverging(
                                            estimate.rounds(), estimate.downtime(), request.maxDowntime(), false)));
        }
        return new Flight(
                migration,
                clock.instant().plus(estimate.elapsed()),
                new MigrationOutcome.Completed(estimate.elapsed(), estimate.downtime(), estimate.transferredBytes()));
    }

    private boolean isPossible(Migration migration) {
        return fleet != null
                && fleet.contains(migration.vm())
                && fleet.contains(migration.source())
                && fleet.contains(migration.target())
                && fleet.host(migration.source()).state() != HostState.UNAVAILABLE
                && fleet.host(migration.target()).state() != HostState.UNAVAILABLE;
    }

    @Override
    public Set<HostId> hosts() {
        return Set.of();
    }

    @Override
    public CompletableFuture<ActualState> inspect(VmId vm) {
        return CompletableFuture.completedFuture(new ActualState(vm, Set.of(), Set.of(), Set.of()));
    }

    @Override
    public CompletableFuture<Verification> verify(Migration migration) {
        return CompletableFuture.completedFuture(new Verification.Verified());
    }

    @Override
    public void abort(Migration migration) {
        flights.computeIfPresent(
                migration.vm(),
                (vm, flight) -> new Flight(
                        flight.migration(),
                        clock.instant(),
                        new MigrationOutcome.Aborted(new MigrationFailure.Requested())));
    }

    /** A migration that goes on in the mind only. */
    private final class Handle implements MigrationHandle {

        private final MigrationRequest request;
        private final Instant startedAt;
        private Flight flight;
        private boolean isOver;

        Handle(MigrationRequest request, Instant startedAt, Flight flight) {
            this.request = request;
            this.startedAt = startedAt;
            this.flight = flight;
        }

        @Override
        public MigrationRequest request() {
            return request;
        }

        @Override
        public MigrationState state() {
            VmId vm = request.migration().vm();
            if (!isOver) {
                flight = flights.getOrDefault(vm, flight);
                isOver = !clock.instant().isBefore(flight.endsAt());
                if (isOver) {
                    flights.remove(vm);
                }
            }
            return isOver
                    ? new MigrationState.Ended(flight.outcome())
                    : new MigrationState.Running(new MigrationProgress(
                            MigrationProgress.Phase.COPYING, Duration.between(startedAt, clock.instant()), 0, 0));
        }

        @Override
        public void abort() {
            ShadowMigrator.this.abort(request.migration());
        }
    }
}
