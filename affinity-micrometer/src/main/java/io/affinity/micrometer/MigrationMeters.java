// SPDX-License-Identifier: Apache-2.0
package io.affinity.micrometer;

import io.affinity.core.balancing.Decision;
import io.affinity.core.execution.DroppedStart;
import io.affinity.core.execution.MigrationReport;
import io.affinity.spi.migration.MigrationOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is planned, what is under way, and what became of it. */
final class MigrationMeters {

    private static final String GATE = "gate";

    private final Map<String, Counter> ended = new LinkedHashMap<>();
    private final Map<String, Counter> notStarted = new LinkedHashMap<>();
    private final Timer elapsed;
    private final Timer downtime;
    private final Counter transferred;
    private final Level running;
    private final Level planned;
    private final Level postponed;

    MigrationMeters(Meters meters) {
        for (String outcome : List.of("completed", "unconfirmed", "refuted", "aborted", "failed", "unknown")) {
            ended.put(outcome, meters.counter("migrations", null, "Migrations that have ended", "outcome", outcome));
        }
        for (String cause :
                List.of(GATE, "expired", "blind", "undecided", "backing-off", "host-breaker", "fleet-breaker")) {
            notStarted.put(
                    cause,
                    meters.counter(
                            "migrations.not.started", null, "Migrations planned and not started", "cause", cause));
        }
        elapsed = meters.timer("migration.elapsed", "Time that migrations took, from start to end");
        downtime = meters.timer("migration.downtime", "Time for which VMs stood still in completed migrations");
        transferred =
                meters.counter("migration.transferred", "bytes", "Bytes sent in completed migrations, as far as known");
        running = meters.level("migrations.running", null, "Migrations under way");
        planned = meters.level("plan.migrations", null, "Migrations in the plan of the last cycle");
        postponed = meters.level("plan.postponed", null, "Migrations that the last plan puts off");
    }

    void underWay(int count) {
        running.set(count);
    }

    void planned(@Nullable Decision decision) {
        planned.set(decision == null ? 0 : decision.plan().migrations().size());
        postponed.set(decision == null ? 0 : decision.plan().postponed().size());
    }

    void ended(MigrationReport report) {
        Meters.of(ended, report.ending()).increment();
        elapsed.record(Duration.between(report.startedAt(), report.endedAt()));
        if (report.outcome() instanceof MigrationOutcome.Completed completed) {
            downtime.record(completed.downtime());
            if (completed.transferredBytes() >= 0) {
                transferred.increment(completed.transferredBytes());
            }
        }
    }

    void refused() {
        Meters.of(notStarted, GATE).increment();
    }

    void dropped(DroppedStart.Cause cause) {
        Meters.of(notStarted, word(cause)).increment();
    }

    private static String word(DroppedStart.Cause cause) {
        if (cause instanceof DroppedStart.Cause.Expired) {
            return "expired";
        } else if (cause instanceof DroppedStart.Cause.Blind) {
            return "blind";
        } else if (cause instanceof DroppedStart.Cause.Undecided) {
            return "undecided";
        } else if (cause instanceof DroppedStart.Cause.BackingOff) {
            return "backing-off";
        }
        return cause instanceof DroppedStart.Cause.HostBreaker ? "host-breaker" : "fleet-breaker";
    }
}
