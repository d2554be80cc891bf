// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.balancing.Decision;
import io.affinity.core.execution.DroppedStart;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.execution.PlanExecutor;
import io.affinity.core.execution.RefusedStart;
import io.affinity.core.flight.Flight;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener what happened, and keeps what the report of the next cycle says of it. Belongs to the control loop. */
final class News {

    private static final Logger LOG = LoggerFactory.getLogger(Rebalancer.class);

    private final PlanExecutor executor;
    private final RebalancerListener listener;
    private final Guard guard;
    private final List<Note> happened = new ArrayList<>();
    private Flight.Cycle cycle = Flight.cycle();

    News(PlanExecutor executor, RebalancerListener listener, Guard guard) {
        this.executor = executor;
        this.listener = listener;
        this.guard = guard;
    }

    void cycling(Instant at) {
        cycle = Flight.cycle();
        guard.run(Note.Part.LISTENER, () -> listener.cycling(at));
    }

    void started(Migration migration) {
        guard.run(Note.Part.LISTENER, () -> listener.started(migration));
    }

    void tell(MigrationReport report) {
        Migration migration = report.planned().migration();
        LOG.info(
                "Migration of VM {} from {} to {}: {}",
                migration.vm(),
                migration.source(),
                migration.target(),
                report.outcome());
        Flight.migration(
                migration,
                Duration.between(report.startedAt(), report.endedAt()),
                report.outcome().getClass().getSimpleName());
        guard.run(Note.Part.LISTENER, () -> listener.migrated(report));
    }

    CycleReport tell(CycleReport report) {
        Fleet fleet = report.fleet();
        Decision decision = report.decision();
        cycle.end(
                decision != null,
                fleet == null ? 0 : fleet.hosts().size(),
                fleet == null ? 0 : fleet.vms().size(),
                decision == null ? 0 : decision.plan().migrations().size());
        guard.run(Note.Part.LISTENER, () -> listener.cycled(report));
        return report;
    }

    /** Asks the executor what it did not start, and why. */
    void hear() {
        for (RefusedStart start : executor.refusedSinceLastAsked()) {
            guard.run(Note.Part.LISTENER, () -> listener.refused(start));
            happened.add(new Note.GateRefused(start));
        }
        for (DroppedStart start : executor.droppedSinceLastAsked()) {
            guard.run(Note.Part.LISTENER, () -> listener.dropped(start));
            happened.add(new Note.NotStarted(start));
        }
        if (!executor.problem().isEmpty()) {
            guard.add(Note.Part.EXECUTION, executor.problem());
        }
    }

    /** {@return what happened since this was asked last} */
    List<Note> take() {
        List<Note> taken = new ArrayList<>(happened);
        happened.clear();
        taken.addAll(guard.take());
        return taken;
    }
}
