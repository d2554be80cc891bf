// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationProgress;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A migration in the simulated world, from its start to its end. */
final class Relocation implements MigrationHandle {

    /** What the world will make of it, unless it is aborted before. */
    enum Fate {
        ARRIVE,
        FAIL_HALFWAY,
        ARRIVE_UNNOTICED,
        TIME_OUT
    }

    private final World world;
    private final MigrationRequest request;
    private final int vm;
    private final int source;
    private final int target;
    private final MigrationEstimate truth;
    private final Fate fate;
    private final Instant start;
    private final Instant end;
    private @Nullable MigrationOutcome outcome;

    Relocation(
            World world, MigrationRequest request, int vm, int source, int target, MigrationEstimate truth, Fate fate) {
        this.world = world;
        this.request = request;
        this.vm = vm;
        this.source = source;
        this.target = target;
        this.truth = truth;
        this.fate = fate;
        this.start = world.now();
        this.end = start.plus(
                switch (fate) {
                    case ARRIVE, ARRIVE_UNNOTICED -> truth.elapsed();
                    case FAIL_HALFWAY -> truth.elapsed().dividedBy(2);
                    case TIME_OUT -> request.timeout();
                });
    }

    int vm() {
        return vm;
    }

    int source() {
        return source;
    }

    int target() {
        return target;
    }

    Instant end() {
        return end;
    }

    Duration downtime() {
        return truth.downtime();
    }

    /** How it ends when its time has come. */
    MigrationOutcome naturalOutcome() {
        return switch (fate) {
            case ARRIVE -> new MigrationOutcome.Completed(truth.elapsed(), truth.downtime(), truth.transferredBytes());
            case FAIL_HALFWAY ->
                new MigrationOutcome.Failed(new MigrationFailure.DriverError(
                        FailureCause.CONNECTION, "The connection between the hosts broke."));
            case ARRIVE_UNNOTICED ->
                new MigrationOutcome.Unknown(
                        new MigrationFailure.Unreachable(
                                request.migration().source(), "The connection to the source broke."),
                        "");
            case TIME_OUT ->
                new MigrationOutcome.Aborted(
                        truth.converges()
                                ? new MigrationFailure.TimedOut(request.timeout())
                                : new MigrationFailure.NotConverging(
                                        truth.rounds(), truth.downtime(), request.maxDowntime(), false));
        };
    }

    void end(MigrationOutcome how) {
        outcome = how;
    }

    boolean isUnderWay() {
        return outcome == null;
    }

    @Override
    public MigrationRequest request() {
        return request;
    }

    @Override
    public MigrationState state() {
        MigrationOutcome ended = outcome;
        if (ended != null) {
            return new MigrationState.Ended(ended);
        }
        Duration elapsed = Duration.between(start, world.now());
        double total = Math.max(1, Duration.between(start, end).toNanos());
        double done = Math.min(1, elapsed.toNanos() / total);
        return new MigrationState.Running(new MigrationProgress(
                MigrationProgress.Phase.COPYING,
                elapsed,
                done * truth.transferredBytes(),
                (1 - done) * truth.transferredBytes()));
    }

    @Override
    public void abort() {
        world.abort(this);
    }
}
