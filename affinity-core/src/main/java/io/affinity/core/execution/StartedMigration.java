// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.PlannedMigration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One migration from its start until its hosts have confirmed its end. Belongs to one thread. */
final class StartedMigration {

    /** A migrator that was told to give up at the timeout needs time for it, as much again at most. */
    private static final int OVERDUE_TIMEOUTS = 2;

    private final PlannedMigration planned;
    private final MigrationRequest request;
    private final @Nullable MigrationHandle handle;
    private final Instant startedAt;
    private final Deadline overdue;
    /** Of the plan it belongs to: numbers of migrations mean something in theirs only. */
    private final PlanQueue queue;

    private @Nullable Conclusion conclusion;

    /** @param handle null if the migrator broke when it was to start the migration, and so may have started it */
    StartedMigration(
            PlannedMigration planned,
            MigrationRequest request,
            @Nullable MigrationHandle handle,
            Instant startedAt,
            LongSupplier nanoTime,
            PlanQueue queue) {
        this.planned = planned;
        this.request = request;
        this.handle = handle;
        this.startedAt = startedAt;
        this.overdue = new Deadline(startedAt, request.timeout().multipliedBy(OVERDUE_TIMEOUTS), nanoTime);
        this.queue = queue;
    }

    Migration migration() {
        return planned.migration();
    }

    String id() {
        return request.id();
    }

    /**
     * Asks once how far it is, which may take a while.
     *
     * @param conclude begins to find out what became of a migration that is over
     * @return why nobody looks after it any more, or null if its migrator still does, or its end is known
     */
    MigrationOutcome.@Nullable Unknown look(
            GuardedMigrator migrator, InstantSource clock, Function<MigrationOutcome, Conclusion> conclude) {
        if (conclusion != null) {
            return null;
        }
        MigrationState state = handle == null ? null : migrator.state(handle);
        if (state == null) {
            return new MigrationOutcome.Unknown(new MigrationFailure.Defect("The migrator broke."), "");
        }
        if (state instanceof MigrationState.Ended ended) {
            conclusion = conclude.apply(ended.outcome());
            return null;
        }
        return overdue.isOver(clock.instant())
                ? new MigrationOutcome.Unknown(
                        new MigrationFailure.Unending(new MigrationFailure.TimedOut(request.timeout())), "")
                : null;
    }

    /** {@return how it came out, or null as long as that is not known} */
    @Nullable
    MigrationReport report(InstantSource clock) {
        if (conclusion == null || !conclusion.isReached(clock.instant())) {
            return null;
        }
        MigrationReport report = new MigrationReport(
                id(), planned, startedAt, clock.instant(), conclusion.outcome(), conclusion.verification());
        queue.settle(planned.number(), report.isSuccess());
        return report;
    }

    /** {@return the report of one that nobody looks after any more} */
    MigrationReport lost(MigrationOutcome.Unknown outcome, Instant now) {
        queue.settle(planned.number(), false);
        return new MigrationReport(id(), planned, startedAt, now, outcome, null);
    }
}
