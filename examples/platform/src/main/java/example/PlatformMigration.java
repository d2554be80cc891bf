package example;

import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationProgress;
import io.affinity.spi.migration.MigrationProgress.Phase;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** One migration of the platform's, looked at whenever somebody asks. Thread-safe. */
final class PlatformMigration implements MigrationHandle {

    /** So long after it was told to give up, the platform may go on before nobody knows what it does. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final ControlPlane platform;
    private final MigrationRequest request;
    private final InstantSource clock;
    private final Instant startedAt;
    private MigrationFailure abortedFor = new MigrationFailure.Requested();
    private MigrationState state =
            new MigrationState.Running(new MigrationProgress(Phase.PREPARING, Duration.ZERO, 0, 0));

    private PlatformMigration(ControlPlane platform, MigrationRequest request, InstantSource clock) {
        this.platform = platform;
        this.request = request;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    static PlatformMigration start(ControlPlane platform, MigrationRequest request, InstantSource clock) {
        PlatformMigration started = new PlatformMigration(platform, request, clock);
        try {
            platform.migrate(started.body());
        } catch (ApiException e) {
            // Without an answer it may have begun all the same: the platform is asked for it, by its id, in state().
            if (!e.code().equals(ApiException.NO_ANSWER)) {
                started.state = failed(MigrationFailure.Refused.of(cause(e.code()), e.getMessage()));
            }
        }
        return started;
    }

    private ControlPlane.NewMigration body() {
        Migration migration = request.migration();
        return new ControlPlane.NewMigration(
                request.id(),
                migration.vm().value(),
                migration.source().value(),
                migration.target().value(),
                (long) request.bandwidthBytesPerSecond(),
                request.maxDowntime(),
                request.escalation() != Escalation.NONE); // the platform has no post-copy
    }

    private static FailureCause cause(String error) {
        return switch (error) {
            case "host_not_found" -> FailureCause.HOST_UNKNOWN;
            case "vm_not_found", "vm_not_on_host" -> FailureCause.VM_ABSENT;
            case "vm_busy" -> FailureCause.VM_BUSY;
            case "no_capacity" -> FailureCause.NO_ROOM;
            case "incompatible" -> FailureCause.INCOMPATIBLE_HOST;
            case "forbidden" -> FailureCause.DENIED;
            case "host_down", "copy_failed" -> FailureCause.CONNECTION;
            default -> FailureCause.OTHER;
        };
    }

    @Override
    public MigrationRequest request() {
        return request;
    }

    @Override
    public synchronized MigrationState state() {
        look();
        Duration late = Duration.between(startedAt, clock.instant()).minus(request.timeout());
        if (state instanceof MigrationState.Running && !late.isNegative()) {
            giveUp(late);
        }
        return state;
    }

    private void look() {
        if (state instanceof MigrationState.Running) {
            try {
                state = stateOf(platform.migration(request.id()));
            } catch (ApiException e) {
                if (e.code().equals(ApiException.NOT_FOUND)) {
                    state = unknown(new MigrationFailure.DriverError(FailureCause.OTHER, e.getMessage()));
                } // else the platform is silent: what it said last holds until the time is over
            }
        }
    }

    private MigrationState stateOf(ControlPlane.MigrationInfo info) {
        return switch (info.status()) {
            case "queued" -> running(Phase.PREPARING, info);
            case "copying" -> running(Phase.COPYING, info);
            case "switching" -> running(Phase.SWITCHING, info);
            case "completed" ->
                ended(new MigrationOutcome.Completed(info.elapsed(), info.downtime(), info.sentBytes()));
            case "aborted" -> ended(new MigrationOutcome.Aborted(abortedFor));
            case "failed" -> failed(new MigrationFailure.DriverError(cause(info.error()), info.message()));
            case "lost" -> unknown(new MigrationFailure.DriverError(cause(info.error()), info.message()));
            default -> state; // a status of a newer version of the platform
        };
    }

    /** Each time anew, as a call that was lost has aborted nothing. */
    private void giveUp(Duration late) {
        if (late.compareTo(GRACE) < 0) {
            abortedFor = new MigrationFailure.TimedOut(request.timeout());
            tellToAbort();
        } else {
            state = unknown(new MigrationFailure.Unending(abortedFor));
        }
    }

    @Override
    public void abort() {
        tellToAbort();
    }

    private void tellToAbort() {
        try {
            platform.abortMigration(request.id());
        } catch (ApiException e) {
            // It has ended or switched over, or will be told once more when its time is over.
        }
    }

    private static MigrationState running(Phase phase, ControlPlane.MigrationInfo info) {
        return new MigrationState.Running(
                new MigrationProgress(phase, info.elapsed(), info.sentBytes(), info.leftBytes()));
    }

    /** Nothing more is started then, and the VM's hosts are asked: no guess here may be wrong. */
    private static MigrationState unknown(MigrationFailure failure) {
        return ended(new MigrationOutcome.Unknown(failure, ""));
    }

    private static MigrationState failed(MigrationFailure failure) {
        return ended(new MigrationOutcome.Failed(failure));
    }

    private static MigrationState ended(MigrationOutcome outcome) {
        return new MigrationState.Ended(outcome);
    }
}
