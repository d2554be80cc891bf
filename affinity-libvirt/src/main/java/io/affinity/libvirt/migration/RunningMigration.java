package io.affinity.libvirt.migration;

import io.affinity.libvirt.binding.CallRefusedException;
import io.affinity.libvirt.binding.ErrorCode;
import io.affinity.libvirt.binding.HostUnreachableException;
import io.affinity.libvirt.binding.LibvirtAccessException;
import io.affinity.libvirt.connection.HostConnection;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.VmName;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationProgress;
import io.affinity.spi.migration.MigrationProgress.Phase;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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
    private static final long URGENT_MILLIS = 20;

    private final MigrationRequest request;
    private final Migration migration;
    private final HostConnections connections;
    private final MigratorSettings settings;
    private final PreChecks preChecks;
    private final MigrationCall call;
    private final Whereabouts whereabouts;
    private final Stopwatch elapsed;
    private final SourceJob job;
    private final TargetJob targetJob;
    private final CopyWatch copyWatch;
    private final MigrationEvents events;
    private final Semaphore wake = new Semaphore(0);
    private final AtomicReference<@Nullable String> wish = new AtomicReference<>();

    private volatile MigrationState state;
    private boolean isAbortSent;
    private boolean isPostCopy;
    private boolean isPostCopyStalled;
    private boolean isThrottledFully;
    private @Nullable Duration wishSeenAt;
    private Duration toldAt = Duration.ZERO;

    RunningMigration(
            MigrationRequest request,
            HostConnections connections,
            MigratorSettings settings,
            PreChecks preChecks,
            MigrationCall call,
            Whereabouts whereabouts,
            Stopwatch elapsed) {
        this.request = request;
        this.migration = request.migration();
        this.connections = connections;
        this.settings = settings;
        this.preChecks = preChecks;
        this.call = call;
        this.whereabouts = whereabouts;
        this.elapsed = elapsed;
        this.job = new SourceJob(connections, migration);
        this.targetJob = new TargetJob(connections, migration);
        this.copyWatch = new CopyWatch(settings.stall(), settings.convergence());
        this.events = new MigrationEvents(VmName.of(migration.vm()));
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
        wishForAbort("Aborted on request.");
    }

    private void wishForAbort(String reason) {
        if (wish.compareAndSet(null, reason)) {
            wake.release();
        }
    }

    /** Migrates, from the first check to the end. */
    void run() {
        MigrationOutcome outcome;
        try {
            outcome = migrate();
        } catch (RuntimeException | Error e) {
            LOG.error("Migration {} of VM {} is no longer looked after.", request.id(), migration.vm(), e);
            outcome = new MigrationOutcome.Unknown("The migration is no longer looked after because of " + e + ".");
        }
        state = new MigrationState.Ended(outcome);
    }

    private MigrationOutcome migrate() {
        List<String> refusals = preChecks.refusals(request);
        if (!refusals.isEmpty()) {
            return new MigrationOutcome.Failed(String.join(" ", refusals));
        }
        String early = wish.get();
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
                return afterFailure("The daemons do not end the migration" + despite(wish.get()), null);
            }
            answer.join();
            return completed();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LibvirtAccessException failure) {
                follow(failure);
                return afterFailure(FailureText.of(failure, migration), failure);
            }
            throw e;
        }
    }

    /** @param reason a sentence */
    private static String despite(@Nullable String reason) {
        return reason == null ? "." : ", though they were told to: " + reason;
    }

    private void watch(CompletableFuture<Boolean> answer) {
        var unused = answer.whenComplete((result, failure) -> wake.release());
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
        return wishSeenAt != null && elapsed.read().minus(wishSeenAt).compareTo(settings.settling()) >= 0;
    }

    /** Until the next look, or until somebody has a reason for it. */
    private void sleep() {
        boolean isUrgent = wish.get() != null && !isAbortSent && !isPostCopy;
        try {
            if (wake.tryAcquire(isUrgent ? URGENT_MILLIS : settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                wake.drainPermits();
            }
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
            wishForAbort("Not done within " + request.timeout() + ".");
        }
        if (wish.get() != null && !isPostCopy) {
            wishSeenAt = wishSeenAt == null ? elapsed.read() : wishSeenAt;
            isAbortSent |= abort.getAsBoolean();
            if (!isAbortSent) {
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
            wishForAbort("The source has told nothing of it for " + settings.stall() + ".");
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
            case STALLED ->
                wishForAbort("Nothing was sent for " + settings.stall() + ", after " + (long) figures.sentBytes()
                        + " bytes.");
            case NOT_CONVERGING -> {
                if (!events.switchedOver()) {
                    escalate(figures);
                }
            }
        }
    }

    private void escalate(CopyFigures figures) {
        String why = String.format(
                Locale.ROOT,
                "The VM writes its memory faster than it is copied: in round %d a switchover would still take %d ms, and"
                        + " %d ms are allowed.",
                figures.round(),
                figures.downtime().toMillis(),
                request.maxDowntime().toMillis());
        switch (request.escalation()) {
            case NONE -> wishForAbort(why);
            case THROTTLE -> {
                // A window of its own for the most that can be done.
                boolean wasThrottledFully = isThrottledFully;
                isThrottledFully = figures.throttlePercent() >= CopyFigures.MOST_THROTTLE;
                if (wasThrottledFully && isThrottledFully) {
                    wishForAbort(why + " It is slowed down as far as possible already.");
                }
                copyWatch.startOver(figures);
            }
            case POST_COPY -> {
                LOG.info("Migration {} goes on as post-copy. {}", request.id(), why);
                isPostCopy = job.startPostCopy();
            }
        }
    }

    private MigrationOutcome completed() {
        CopyFigures told = events.completed(settings.poll().multipliedBy(2));
        CopyFigures figures = told == null ? targetJob.completed() : told;
        if (figures == null) {
            LOG.warn("Migration {} completed, but its figures were missed: its downtime is not known.", request.id());
            return new MigrationOutcome.Completed(elapsed.read(), Duration.ZERO, sentSoFar());
        }
        Duration total = figures.elapsed().isZero() ? elapsed.read() : figures.elapsed();
        Duration downtime = figures.downtime().compareTo(total) < 0 ? figures.downtime() : total;
        return new MigrationOutcome.Completed(total, downtime, figures.sentBytes());
    }

    /** @param failure null if the call does not come back */
    private MigrationOutcome afterFailure(String said, @Nullable LibvirtAccessException failure) {
        boolean mayBeOnTarget = isPostCopy || events.mayHaveSwitchedOver(failure);
        Whereabouts.Answer answer = whereabouts.after(migration, job, mayBeOnTarget);
        return switch (answer.place()) {
            case SOURCE -> onSource(said, failure);
            case TARGET -> completed();
            case NOT_CERTAIN -> new MigrationOutcome.Unknown(said + " " + answer.description());
        };
    }

    private MigrationOutcome onSource(String said, @Nullable LibvirtAccessException failure) {
        String reason = wish.get();
        if (reason != null && isAbortSent) {
            return new MigrationOutcome.Aborted(reason);
        }
        boolean bySomebody =
                failure instanceof CallRefusedException refused && refused.code() == ErrorCode.OPERATION_ABORTED;
        return bySomebody ? new MigrationOutcome.Aborted(said) : new MigrationOutcome.Failed(said);
    }
}
