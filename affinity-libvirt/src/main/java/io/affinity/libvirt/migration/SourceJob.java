// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.access.HostUnreachableException;
import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.libvirt.binding.ErrorCode;
import io.affinity.libvirt.binding.JobStatistics;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.DomainIdentity;
import io.affinity.spi.migration.Migration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a migration is to the daemon of its source: a job, which can be asked, aborted and switched over. Each method waits no
 * longer than the ordinary limit of a call. Thread-safe.
 */
final class SourceJob {

    private static final Logger LOG = LoggerFactory.getLogger(SourceJob.class);

    /** {@code VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT} */
    private static final int MIGRATION_OUT = 5;

    private final HostConnections connections;
    private final Migration migration;

    SourceJob(HostConnections connections, Migration migration) {
        this.connections = connections;
        this.migration = migration;
    }

    /** {@return the figures of the job; null if there is none, or the source does not tell} */
    @Nullable
    CopyFigures figures() {
        try {
            JobStatistics statistics = ask("asking how far a migration is", domain -> domain.jobStatistics(0));
            return isMigration(statistics) ? CopyFigures.of(statistics) : null;
        } catch (LibvirtAccessException e) {
            LOG.debug("No figures of the migration of VM {}: {}", migration.vm(), e.getMessage());
            return null;
        }
    }

    /** {@return whether the job may still be there: it is, or the source does not tell} */
    boolean mayRun() {
        try {
            return isMigration(ask("asking whether a migration goes on", domain -> domain.jobStatistics(0)));
        } catch (CallRefusedException e) {
            // The source does not know the VM, and so has no job for it.
            return e.code() != ErrorCode.NO_DOMAIN;
        } catch (HostUnreachableException e) {
            return true;
        }
    }

    /**
     * Aborts the job, which must be known to be a migration. That is not asked before: a daemon that waits for the VM's process
     * would not answer, but hears of the abort all the same.
     *
     * @return whether the job was there and is told to abort; false also if the source does not answer
     */
    boolean abort() {
        return abort(domain -> true);
    }

    /** As {@link #abort()}, and never the job of somebody else, such as a snapshot. */
    boolean abortIfMigration() {
        return abort(domain -> isMigration(domain.jobStatistics(0)));
    }

    private boolean abort(Predicate<NativeDomain> condition) {
        try {
            return ask("aborting a migration", domain -> {
                if (!condition.test(domain)) {
                    return false;
                }
                domain.abortJob();
                return true;
            });
        } catch (LibvirtAccessException e) {
            LOG.debug("The migration of VM {} is not aborted: {}", migration.vm(), e.getMessage());
            return false;
        }
    }

    /** {@return whether the VM was let run on the target at once, or may have been} */
    boolean startPostCopy() {
        try {
            return ask("switching to post-copy", domain -> {
                domain.startPostCopy();
                return true;
            });
        } catch (CallRefusedException e) {
            LOG.debug("The migration of VM {} is not in post-copy: {}", migration.vm(), e.getMessage());
            return false;
        } catch (HostUnreachableException e) {
            // It may have happened, and must not be aborted then.
            return true;
        }
    }

    static boolean isMigration(JobStatistics statistics) {
        return statistics.isRunning() && statistics.values().number("operation", MIGRATION_OUT) == MIGRATION_OUT;
    }

    private <T> T ask(String what, Function<NativeDomain, T> question) {
        return connections.to(migration.source()).call(what, connection -> {
            try (NativeDomain domain = DomainIdentity.on(connection, migration.vm())) {
                return question.apply(domain);
            }
        });
    }
}
