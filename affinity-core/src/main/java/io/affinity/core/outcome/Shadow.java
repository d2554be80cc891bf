// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.MigrationMemory;
import io.affinity.core.balancing.Situation;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.execution.PlanExecutor;
import io.affinity.core.execution.PlanValidity;
import io.affinity.core.history.DemandHistory;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.Planner;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.nio.IntBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A balancer that decides on a placement of its own, which nobody sees: its plans are carried out by the executor of
 * production, in virtual time, and take as long as was estimated.
 */
final class Shadow {

    /** What goes on in the mind only always has its newest plan. */
    private static final PlanValidity VALIDITY = PlanValidity.byClock(Duration.ofDays(365));

    private final Track track;
    private final MigrationMemory memory;
    private final ShadowMigrator migrator;
    private final PlanExecutor executor;
    private Instant now;
    private Fleet fleet;
    private List<ShadowMigrator.Flight> flightsBefore = List.of();
    private MigrationPlan plan;

    /**
     * @param track where it begins
     * @param memory of its own
     */
    Shadow(Track track, Moment begin, Planner planner, MigrationLimits limits, MigrationMemory memory) {
        this.track = track;
        this.now = begin.at();
        this.fleet = begin.fleet();
        this.memory = memory;
        this.migrator = new ShadowMigrator(planner, () -> now);
        this.executor = new PlanExecutor(migrator, new NoJournal(), limits, () -> now, List.of(), VALIDITY);
        this.plan = MigrationPlan.empty(now);
    }

    Track track() {
        return track;
    }

    /** Carries on what it has decided, event by event. */
    void advanceTo(Instant time) {
        for (Instant next = next(); next != null && next.isBefore(time); next = next()) {
            now = next;
            look();
        }
        now = time;
        look();
        forget();
    }

    private @Nullable Instant next() {
        Instant end = migrator.nextEnd();
        Instant start = executor.nextStart();
        if (end == null || start == null) {
            return end == null ? start : end;
        }
        return end.isBefore(start) ? end : start;
    }

    private void look() {
        for (MigrationReport report : executor.advance()) {
            Duration elapsed = Duration.between(report.startedAt(), report.endedAt());
            memory.ended(report.planned().migration(), now);
            track.note(TrackEvent.ended(
                    now, report.planned(), fleet, report.isSuccess(), MigrationPlanner.price(elapsed)));
        }
        for (Migration migration : executor.startedSinceLastAsked()) {
            track.note(TrackEvent.started(now, migration));
            memory.started(migration, now);
        }
        migrator.keepOnly(executor.underWay());
    }

    private void forget() {
        flightsBefore = List.copyOf(migrator.flights().values());
        plan = MigrationPlan.empty(now);
    }

    /** VMs that were taken from it are not migrated any more. */
    void leave(Collection<VmId> vms) {
        track.underWay().stream()
                .filter(migration -> vms.contains(migration.vm()))
                .toList()
                .forEach(migrator::abort);
        look();
    }

    /** Decides on its placement, as of the moment until which it was advanced. */
    void decide(Balancer balancer, Moment moment, DemandHistory history) {
        Fleet own = own(moment);
        migrator.know(own);
        List<Migration> underWay = track.underWay().stream()
                .filter(migration -> own.contains(migration.target()))
                .toList();
        submit(
                balancer.decide(Situation.of(own, history, underWay, memory, executor.heldBack()))
                        .plan(),
                own);
    }

    private Fleet own(Moment moment) {
        Fleet fleet = moment.fleet();
        return fleet.withPlacement(fleet.placementOf(track.hostByVm()));
    }

    private void submit(MigrationPlan newPlan, Fleet own) {
        fleet = own;
        flightsBefore = List.copyOf(migrator.flights().values());
        plan = newPlan;
        executor.submit(plan, own);
        look();
    }

    DecisionState.TrackState state() {
        return new DecisionState.TrackState(
                IntBuffer.wrap(track.hostByVm()),
                track.totals(),
                flightsBefore,
                plan.migrations(),
                memory.all(),
                List.of(),
                List.of());
    }

    /** Goes on as one that was at this moment, had these under way, had this plan, and remembered this. */
    void resume(
            Moment moment,
            List<ShadowMigrator.Flight> flights,
            MigrationPlan lastPlan,
            List<MigrationMemory.Started> past) {
        Fleet own = own(moment);
        migrator.resume(flights);
        migrator.know(own);
        List<PlannedMigration> again = new ArrayList<>();
        for (ShadowMigrator.Flight flight : flights) {
            again.add(planned(again.size(), flight.migration(), false, Duration.ZERO, Set.of()));
        }
        executor.submit(new MigrationPlan(now, again, List.of()), own);
        look();
        track.begin();
        submit(lastPlan, own);
        // What was started again was remembered already, with its own time.
        memory.restore(past);
    }

    /**
     * {@return a migration of which no more is known than what carrying it out takes}
     *
     * @param isForRules see {@link TrackEvent#isForRules}
     */
    static PlannedMigration planned(
            int number, Migration migration, boolean isForRules, Duration startAfter, Set<Integer> dependsOn) {
        Reason reason = isForRules
                ? new Reason.TargetContention(migration.target(), 0, 0)
                : new Reason.HostEmptied(migration.source());
        return new PlannedMigration(
                number,
                migration,
                new Recommendation(migration.vm(), migration.source(), migration.target(), List.of(reason)),
                new MigrationEstimate(Duration.ZERO, Duration.ZERO, 0, 0, true),
                startAfter,
                dependsOn);
    }

    /** Nothing that really happens is written down. */
    private static final class NoJournal implements MigrationJournal {

        @Override
        public String name() {
            return "none";
        }

        @Override
        public long claim() {
            return 1;
        }

        @Override
        public void append(long epoch, JournalEntry entry) {}

        @Override
        public List<JournalEntry> open() {
            return List.of();
        }

        @Override
        public List<JournalRecord> since(long position, int limit) {
            return List.of();
        }
    }
}
