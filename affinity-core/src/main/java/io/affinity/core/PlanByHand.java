// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.execution.MigrationReport;
import io.affinity.core.execution.PlanExecutor;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The plan that somebody asked for, and may have carried out after a while. Belongs to the control loop. */
final class PlanByHand {

    private final PlanExecutor executor;
    private final Pause pause;
    private final Duration pollInterval;
    private final LongSupplier nanoTime;
    private @Nullable Fleet fleet;
    private long madeAtNanos;

    PlanByHand(PlanExecutor executor, Wiring wiring) {
        this.executor = executor;
        this.pause = wiring.pause;
        this.pollInterval = wiring.pollInterval;
        this.nanoTime = wiring.nanoTime;
    }

    /** A plan is made for this fleet now. */
    void made(Fleet plannedFor) {
        fleet = plannedFor;
        madeAtNanos = nanoTime.getAsLong();
    }

    /**
     * Carries it out, or what somebody left of it, and waits for its end.
     *
     * @param advance looks after migrations
     * @throws IllegalStateException if none was made
     * @throws InterruptedException if interrupted while waiting; what waits is dropped
     */
    List<MigrationReport> execute(MigrationPlan plan, Supplier<List<MigrationReport>> advance)
            throws InterruptedException {
        if (fleet == null) {
            throw new IllegalStateException("A plan must have been made by plan() before it can be executed.");
        }
        executor.submit(plan, fleet, Duration.ofNanos(nanoTime.getAsLong() - madeAtNanos));
        List<MigrationReport> ended = new ArrayList<>(advance.get());
        while (!executor.isIdle()) {
            try {
                pause.pause(pollInterval);
            } catch (InterruptedException e) {
                executor.submit(MigrationPlan.empty(plan.createdAt()), fleet);
                throw e;
            }
            ended.addAll(advance.get());
        }
        return ended;
    }
}
