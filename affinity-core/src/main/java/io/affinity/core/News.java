package io.affinity.core;

import io.affinity.core.execution.DroppedStart;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.execution.PlanExecutor;
import io.affinity.core.execution.RefusedStart;
import java.util.ArrayList;
import java.util.List;

/** Tells the listener what happened, and keeps what the report of the next cycle says of it. Belongs to the control loop. */
final class News {

    private final PlanExecutor executor;
    private final RebalancerListener listener;
    private final Guard guard;
    private final List<Note> happened = new ArrayList<>();

    News(PlanExecutor executor, RebalancerListener listener, Guard guard) {
        this.executor = executor;
        this.listener = listener;
        this.guard = guard;
    }

    void tell(MigrationReport report) {
        guard.run(Note.Part.LISTENER, () -> listener.migrated(report));
    }

    CycleReport tell(CycleReport report) {
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
