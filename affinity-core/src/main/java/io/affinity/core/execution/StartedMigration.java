package io.affinity.core.execution;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.PlannedMigration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One migration from its start until its hosts have confirmed its end. Belongs to one thread. */
final class StartedMigration {

    private final PlannedMigration planned;
    private final MigrationHandle handle;
    private final Instant startedAt;
    /** Of the plan it belongs to: numbers of migrations mean something in theirs only. */
    private final PlanQueue queue;

    private @Nullable Conclusion conclusion;

    StartedMigration(PlannedMigration planned, MigrationHandle handle, Instant startedAt, PlanQueue queue) {
        this.planned = planned;
        this.handle = handle;
        this.startedAt = startedAt;
        this.queue = queue;
    }

    Migration migration() {
        return planned.migration();
    }

    String id() {
        return handle.request().id();
    }

    /**
     * {@return how it came out, or null as long as that is not known}
     *
     * @param conclude begins to find out what became of a migration that is over
     */
    @Nullable
    MigrationReport report(Instant now, Function<MigrationOutcome, Conclusion> conclude) {
        if (conclusion == null && handle.state() instanceof MigrationState.Ended ended) {
            conclusion = conclude.apply(ended.outcome());
        }
        if (conclusion == null || !conclusion.isReached(now)) {
            return null;
        }
        MigrationReport report =
                new MigrationReport(id(), planned, startedAt, now, conclusion.outcome(), conclusion.verification());
        queue.settle(planned.number(), report.isSuccess());
        return report;
    }
}
