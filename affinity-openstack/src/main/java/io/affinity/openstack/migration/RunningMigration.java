// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import io.affinity.openstack.compute.ComputeService;
import io.affinity.openstack.compute.MigrationRecord;
import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.compute.Server;
import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.settings.MigratorSettings;
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
import io.affinity.spi.model.HostId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One migration, looked after by a thread of its own from the checks before it to its final record. That thread alone decides; {@link #abort} only leaves a
 * wish. A cloud that does not answer is asked again: what goes on there needs nobody.
 */
final class RunningMigration implements MigrationHandle {

    private static final Logger LOG = LoggerFactory.getLogger(RunningMigration.class);

    /** So many looks apart, the service of the source is asked for. */
    private static final int LOOKS_BETWEEN_SERVICES = 5;

    private final MigrationRequest request;
    private final Migration migration;
    private final Nova nova;
    private final PreChecks checks;
    private final Submission submission;
    private final KnownHosts hosts;
    private final Aftermath aftermath;
    private final MigratorSettings settings;
    private final AbortWish wish = new AbortWish();
    private final Stopwatch elapsed;
    private volatile MigrationState state;

    private int looks;
    private boolean isForced;
    private boolean isTold;
    private double sentBytes;
    private Duration sentAt = Duration.ZERO;
    private Duration heardAt = Duration.ZERO;
    private @Nullable Duration wishedAt;
    private @Nullable Duration silentSince;

    RunningMigration(
            MigrationRequest request,
            Nova nova,
            PreChecks checks,
            Submission submission,
            KnownHosts hosts,
            MigratorSettings settings) {
        this.request = request;
        this.migration = request.migration();
        this.nova = nova;
        this.checks = checks;
        this.submission = submission;
        this.hosts = hosts;
        this.aftermath = new Aftermath(nova, migration);
        this.settings = settings;
        this.elapsed = new Stopwatch(System::nanoTime);
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
        Submission.Request sent;
        try {
            List<MigrationFailure.Refusal> refusals = checks.refusals(migration);
            if (!refusals.isEmpty()) {
                return new MigrationOutcome.Failed(new MigrationFailure.Refused(refusals));
            }
            MigrationFailure early = wish.reason();
            if (early != null) {
                return new MigrationOutcome.Aborted(early);
            }
            sent = submission.send(migration);
        } catch (ApiException e) {
            return new MigrationOutcome.Failed(Told.refused(e, migration.source()));
        }
        sentAt = elapsed.read();
        heardAt = sentAt;
        return watch(sent);
    }

    private MigrationOutcome watch(Submission.Request sent) {
        String lastSilence = "";
        while (true) {
            sleep();
            wishWhatIsDue();
            try {
                MigrationOutcome outcome = look(sent);
                heardAt = elapsed.read();
                if (outcome != null) {
                    return outcome;
                }
            } catch (ApiException e) {
                LOG.debug("Migration {} cannot be looked at.", request.id(), e);
                lastSilence = Told.sentence(e);
            }
            if (isOverdue()) {
                return unknown(lastSilence);
            }
        }
    }

    private void sleep() {
        try {
            wish.await(settings.poll());
        } catch (InterruptedException e) {
            // Nobody has a reason to; a migration that is under way is looked after to its end.
            LOG.warn("The thread of migration {} was interrupted, and goes on.", request.id());
        }
    }

    private void wishWhatIsDue() {
        if (elapsed.hasReached(request.timeout())) {
            wish.make(new MigrationFailure.TimedOut(request.timeout()));
        }
        if (wish.reason() != null && wishedAt == null) {
            wishedAt = elapsed.read();
        }
    }

    /** {@return whether it was to end, and the cloud had its time for that} */
    private boolean isOverdue() {
        return wishedAt != null && elapsed.hasReached(wishedAt.plus(settings.settling()));
    }

    private MigrationOutcome unknown(String silence) {
        boolean isSilent = heardAt.compareTo(elapsed.read().minus(settings.settling())) < 0;
        MigrationFailure reason = wish.reason();
        MigrationFailure failure = isSilent || reason == null
                ? new MigrationFailure.Unreachable(migration.source(), silence)
                : new MigrationFailure.Unending(reason);
        return new MigrationOutcome.Unknown(failure, isSilent ? silence : seen());
    }

    private String seen() {
        try {
            Server server = nova.server(migration.vm().value());
            return server == null ? "" : Aftermath.seen(server);
        } catch (ApiException e) {
            return Told.sentence(e);
        }
    }

    /** {@return the outcome, or null while it goes on} */
    private @Nullable MigrationOutcome look(Submission.Request sent) throws ApiException {
        MigrationRecord record = sent.record().read();
        if (record == null) {
            return lookWithoutRecord(sent);
        }
        progress(record);
        if (record.status().isFinal()) {
            MigrationFailure told = isTold ? wish.reason() : null;
            return aftermath.of(record, sent.id(), told, elapsed.read(), sentBytes);
        }
        looks++;
        if (looks % LOOKS_BETWEEN_SERVICES == 0) {
            lookAtHosts();
        }
        if (wish.reason() != null) {
            abort(record);
        } else {
            force(record);
        }
        return null;
    }

    private @Nullable MigrationOutcome lookWithoutRecord(Submission.Request sent) throws ApiException {
        Server server = nova.server(migration.vm().value());
        if (server == null) {
            return Aftermath.gone();
        } else if (server.isMigrating()) {
            return null;
        }
        MigrationOutcome outcome = aftermath.withoutRecord(server, sent.id());
        if (outcome != null || !elapsed.hasReached(sentAt.plus(settings.settling()))) {
            return outcome;
        }
        if (!migration.source().value().equals(server.host())) {
            return new MigrationOutcome.Unknown(
                    new MigrationFailure.DriverError(FailureCause.OTHER, "Nova has no record of it."),
                    Aftermath.seen(server));
        }
        MigrationFailure wished = wish.reason();
        if (wished != null) {
            return new MigrationOutcome.Aborted(wished);
        }
        return new MigrationOutcome.Failed(
                sent.isCertain()
                        ? new MigrationFailure.DriverError(
                                FailureCause.OTHER,
                                "Nova has accepted it, and then neither begun it nor said why. "
                                        + Aftermath.seen(server))
                        : new MigrationFailure.Unreachable(
                                migration.source(), "Nova has not answered the request, and does not carry it out."));
    }

    private void progress(MigrationRecord record) {
        sentBytes = Math.max(sentBytes, record.totalBytes() - record.remainingBytes());
        Phase phase = record.status() == MigrationRecord.Status.RUNNING ? Phase.COPYING : Phase.PREPARING;
        if (state instanceof MigrationState.Running running) {
            Phase before = running.progress().phase();
            Phase now = phase.compareTo(before) < 0 ? before : phase;
            state = new MigrationState.Running(
                    new MigrationProgress(now, elapsed.read(), sentBytes, Math.max(0, record.remainingBytes())));
        }
    }

    /**
     * A source that died leaves the server MIGRATING for as long as it is down, and nothing comes of waiting for the rest of the time. One that only reports
     * late is back before the settling time is over.
     */
    private void lookAtHosts() throws ApiException {
        HostId silent = silent();
        if (silent == null) {
            silentSince = null;
        } else if (silentSince == null) {
            silentSince = elapsed.read();
        } else if (elapsed.hasReached(silentSince.plus(settings.settling()))) {
            wish.make(new MigrationFailure.Unreachable(
                    silent, "Its nova-compute went down while the server was being migrated."));
        }
    }

    private @Nullable HostId silent() throws ApiException {
        for (ComputeService service : hosts.now()) {
            HostId host = new HostId(service.host());
            if (!service.isUp() && (host.equals(migration.source()) || host.equals(migration.target()))) {
                return host;
            }
        }
        return null;
    }

    /** One that is accepted and not queued cannot be aborted, and is told again at the next look. */
    private void abort(MigrationRecord record) throws ApiException {
        if (isTold || record.status() == MigrationRecord.Status.ACCEPTED) {
            return;
        }
        try {
            nova.abort(migration.vm().value(), record.id());
            isTold = true;
        } catch (ApiException e) {
            if (e.isPassing() || e.kind() == ApiException.Kind.UNAUTHORIZED) {
                throw e;
            }
            LOG.debug("Migration {} cannot be aborted just now.", request.id(), e);
        }
    }

    private void force(MigrationRecord record) throws ApiException {
        boolean isDue = elapsed.hasReached(
                Duration.ofMillis(Math.round(request.timeout().toMillis() * settings.forceAfter())));
        boolean mayForce = request.escalation() == Escalation.POST_COPY;
        if (isForced || !mayForce || !isDue || record.status() != MigrationRecord.Status.RUNNING) {
            return;
        }
        try {
            nova.forceComplete(migration.vm().value(), record.id());
            isForced = true;
            LOG.info("Migration {} is told to complete by force, as it has taken {}.", request.id(), elapsed.read());
        } catch (ApiException e) {
            if (e.isPassing()) {
                throw e;
            }
            isForced = true;
            LOG.warn("Migration {} cannot be told to complete by force: {}", request.id(), Told.sentence(e));
        }
    }
}
