// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.access.HostUnreachableException;
import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.libvirt.binding.ErrorCode;
import io.affinity.libvirt.connection.HostConnection;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.DomainIdentity;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationProgress;
import io.affinity.spi.migration.MigrationProgress.Phase;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One migration, looked after by a thread of its own from the checks before it to the answer of where the VM is. That thread
 * alone decides; {@link #abort} only leaves a wish.
 */
final class RunningMigration implements MigrationHandle {

    private static final Logger LOG = LoggerFactory.getLogger(RunningMigration.class);

    /** The call that migrates has no limit of its own: here is decided when it is waited for no longer. */
    private static final Duration NO_LIMIT = Duration.ofDays(10_000);

    /** An abort that came too early is tried again soon, for a migration may take less than a second. */
    private static final Duration URGENT = Duration.ofMillis(20);

    private final MigrationRequest request;
    private final Migration migration;
    private final HostConnections connections;
    private final MigratorSettings settings;
    private final PreChecks preChecks;
    private final MigrationCall call;
    private final Aftermath aftermath;
    private final Stopwatch elapsed;
    private final SourceJob job;
    private final TargetJob targetJob;
    private final CopyWatch copyWatch;
    private final MigrationEvents events;
    private final AbortWish wish = new AbortWish();

    private volatile MigrationState state;
    private boolean isPostCopy;
    private boolean isPostCopyStalled;
    private Duration toldAt = Duration.ZERO;

    RunningMigration(
            MigrationRequest request,
            HostConnections connections,
            MigratorSettings settings,
            PreChecks preChecks,
            MigrationCall call,
            Aftermath aftermath,
            Stopwatch elapsed) {
        this.request = request;
        this.migration = request.migration();
        this.connections = connections;
        this.settings = settings;
        this.preChecks = preChecks;
        this.call = call;
        this.aftermath = aftermath;
        this.elapsed = elapsed;
        this.job = new SourceJob(connections, migration);
        this.targetJob = new TargetJob(connections, migration);
        this.copyWatch = new CopyWatch(settings.stall(), settings.convergence());
        this.events = new MigrationEvents(DomainIdentity.uuid(migration.vm()));
        this.state = new MigrationState.Running(new MigrationProgress(Phase.PREPARING, Duration.ZERO, 0, 0));
    }

    @Override
    public MigrationRequest request() {
        return request;
    }

    @Override
    public MigrationState state() {
        return state;
    }

    @Override
    public void abort() {
        wish.make(new MigrationFailure.Requested());
    }

    /** Migrates, from the first check to the end. */
    void run() {
        MigrationOutcome outcome;
        try {
            outcome = migrate();
        } catch (RuntimeException | Error e) {
            LOG.error("Migration {} of VM {} is no longer looked after.", request.id(), migration.vm(), e);
            outcome = new MigrationOutcome.Unknown(new MigrationFailure.Defect(e.toString()), "");
        }
        state = new MigrationState.Ended(outcome);
    }

    private MigrationOutcome migrate() {
        List<MigrationFailure.Refusal> refusals = preChecks.refusals(request);
        if (!refusals.isEmpty()) {
            return new MigrationOutcome.Failed(new MigrationFailure.Refused(refusals));
        }
        MigrationFailure early = wish.reason();
        if (early != null) {
            return new MigrationOutcome.Aborted(early);
        }
        try (HostConnection own = connections.dedicated(migration.source(), events)) {
            CompletableFuture<Boolean> answer = own.submit("migrating VM " + migration.vm(), NO_LIMIT, source -> {
                call.run(source);
                return true;
            });
            toldAt = elapsed.read();
            watch(answer);
            if (!answer.isDone()) {
                return afterFailure(new MigrationFailure.Unending(hopelessBecause()), null);
            }
            answer.join();
            return completed();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LibvirtAccessException failure) {
                follow(failure);
                return afterFailure(CallFailure.of(failure, migration), failure);
            }
            throw e;
        }
    }

    /** A post-copy that stalled cannot be aborted, and nobody wished it. */
    private MigrationFailure hopelessBecause() {
        MigrationFailure reason = wish.reason();
        return reason == null ? new MigrationFailure.Stalled(settings.stall(), sentSoFar()) : reason;
    }

    private void watch(CompletableFuture<Boolean> answer) {
        var unused = answer.whenComplete((result, failure) -> wish.wake());
        while (!answer.isDone() && !isHopeless()) {
            sleep();
            if (!answer.isDone()) {
                // Until our call comes back libvirt lets nobody else have a job, once it has begun ours.
                look(hasBegun() ? job::abort : job::abortIfMigration);
            }
        }
    }

    /** Our connection to the source broke. The daemons can go on without us, and need to be watched as before. */
    private void follow(LibvirtAccessException failure) {
        if (failure instanceof HostUnreachableException) {
            while (job.figures() != null && !isHopeless()) {
                sleep();
                look(job::abortIfMigration);
            }
        }
    }

    /** {@return whether the daemons were told to end it, or got stuck after a switchover, and had their time} */
    private boolean isHopeless() {
        if (isPostCopy) {
            return isPostCopyStalled;
        }
        return wish.isOverdue(elapsed.read(), settings.settling());
    }

    /** Until the next look, or until somebody has a reason for it. */
    private void sleep() {
        boolean isUrgent = wish.reason() != null && !wish.isSent() && !isPostCopy;
        try {
            wish.sleep(isUrgent ? URGENT : settings.poll());
        } catch (InterruptedException e) {
            // Nobody has a reason to; a migration that is under way is looked after to its end.
            LOG.warn("The thread of migration {} was interrupted, and goes on.", request.id());
        }
    }

    private boolean hasBegun() {
        return state instanceof MigrationState.Running running
                && running.progress().phase() != Phase.PREPARING;
    }

    private void look(BooleanSupplier abort) {
        if (elapsed.read().compareTo(request.timeout()) >= 0) {
            wish.make(new MigrationFailure.TimedOut(request.timeout()));
        }
        if (wish.reason() != null && !isPostCopy) {
            wish.seen(elapsed.read());
            if (abort.getAsBoolean()) {
                wish.sent();
            }
            if (!wish.isSent()) {
                // Another question that hangs would cost the connection, and the next one is a while in coming.
                return;
            }
        }
        CopyFigures figures = job.figures();
        if (figures != null) {
            toldAt = elapsed.read();
            progress(figures);
            judge(figures);
        } else if (elapsed.read().minus(toldAt).compareTo(settings.stall()) >= 0) {
            // A process that waits for a dead link answers its daemon no more, and the daemon not us.
            isPostCopyStalled = isPostCopy;
            wish.make(new MigrationFailure.Unreachable(
                    migration.source(), "The source has told nothing of it for " + settings.stall() + "."));
        }
    }

    private void progress(CopyFigures figures) {
        Phase phase = events.switchedOver() ? Phase.SWITCHING : Phase.COPYING;
        state = new MigrationState.Running(new MigrationProgress(
                phase, elapsed.read(), Math.max(sentSoFar(), figures.sentBytes()), figures.restBytes()));
    }

    private double sentSoFar() {
        return state instanceof MigrationState.Running running
                ? running.progress().transferredBytes()
                : 0;
    }

    private void judge(CopyFigures figures) {
        CopyWatch.Verdict verdict = copyWatch.look(figures);
        if (isPostCopy) {
            isPostCopyStalled = verdict == CopyWatch.Verdict.STALLED;
            return;
        }
        switch (verdict) {
            case GOING -> {}
            case STALLED -> wish.make(new MigrationFailure.Stalled(settings.stall(), figures.sentBytes()));
            case NOT_CONVERGING -> {
                if (!events.switchedOver()) {
                    escalate(figures);
                }
            }
        }
    }

    private void escalate(CopyFigures figures) {
        switch (request.escalation()) {
            case NONE -> wish.make(notConverging(figures, false));
            case THROTTLE -> {
                if (!copyWatch.mayHopeForThrottling(figures)) {
                    wish.make(notConverging(figures, true));
                }
            }
            case POST_COPY -> {
                LOG.info("Migration {} goes on as post-copy: {}", request.id(), notConverging(figures, false));
                isPostCopy = job.startPostCopy();
            }
        }
    }

    private MigrationFailure notConverging(CopyFigures figures, boolean isFully) {
        return new MigrationFailure.NotConverging(figures.round(), figures.downtime(), request.maxDowntime(), isFully);
    }

    private MigrationOutcome completed() {
        CopyFigures told = events.completed(settings.poll().multipliedBy(2));
        CopyFigures figures = told == null ? targetJob.completed() : told;
        if (figures == null) {
            LOG.warn("Migration {} completed, but its figures were missed: its downtime is not known.", request.id());
            return new MigrationOutcome.Completed(elapsed.read(), Duration.ZERO, sentSoFar());
        }
        return figures.completed(elapsed.read());
    }

    /** @param failure null if the call does not come back */
    private MigrationOutcome afterFailure(MigrationFailure said, @Nullable LibvirtAccessException failure) {
        boolean mayBeOnTarget = isPostCopy || events.mayHaveSwitchedOver(failure);
        Aftermath.Finding finding = aftermath.after(migration, job, mayBeOnTarget);
        return switch (finding.place()) {
            case SOURCE -> onSource(said, failure);
            case TARGET -> completed();
            case NOT_CERTAIN -> new MigrationOutcome.Unknown(said, finding.description());
        };
    }

    private MigrationOutcome onSource(MigrationFailure said, @Nullable LibvirtAccessException failure) {
        MigrationFailure reason = wish.reason();
        if (reason != null && wish.isSent()) {
            return new MigrationOutcome.Aborted(reason);
        }
        boolean bySomebody =
                failure instanceof CallRefusedException refused && refused.code() == ErrorCode.OPERATION_ABORTED;
        return bySomebody ? new MigrationOutcome.Aborted(said) : new MigrationOutcome.Failed(said);
    }
}
