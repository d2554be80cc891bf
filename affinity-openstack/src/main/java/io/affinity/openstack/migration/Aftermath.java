// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import io.affinity.openstack.compute.MigrationRecord;
import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.compute.Server;
import io.affinity.openstack.compute.ServerAction;
import io.affinity.openstack.http.ApiException;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes an outcome of a final record, and of what server and steps of the request say beside it. */
final class Aftermath {

    private final Nova nova;
    private final Migration migration;

    Aftermath(Nova nova, Migration migration) {
        this.nova = nova;
        this.migration = migration;
    }

    /**
     * {@return how a migration ended whose record is final}
     *
     * @param wish why it was told to end; null if nobody told Nova to
     */
    MigrationOutcome of(
            MigrationRecord record, String request, @Nullable MigrationFailure wish, Duration elapsed, double sentBytes)
            throws ApiException {
        Server server = nova.server(migration.vm().value());
        if (server == null) {
            return gone();
        }
        boolean isOnTarget = migration.target().value().equals(server.host());
        if (record.status() == MigrationRecord.Status.COMPLETED) {
            return isOnTarget
                    ? new MigrationOutcome.Completed(elapsed, Duration.ZERO, sentBytes)
                    : new MigrationOutcome.Unknown(
                            new MigrationFailure.DriverError(
                                    FailureCause.OTHER, "Nova's record of it is completed, but not on the target."),
                            seen(server));
        }
        MigrationFailure failure = failure(record, request, server);
        if (!migration.source().value().equals(server.host())) {
            return new MigrationOutcome.Unknown(failure, seen(server));
        } else if (wish != null) {
            return new MigrationOutcome.Aborted(wish);
        }
        return record.status() == MigrationRecord.Status.CANCELLED
                ? new MigrationOutcome.Aborted(failure)
                : new MigrationOutcome.Failed(failure);
    }

    /** {@return how a request ended of which Nova made no record, if it ended at all} */
    @Nullable
    MigrationOutcome withoutRecord(Server server, String request) throws ApiException {
        ServerAction action = action(request);
        if (action == null || !action.hasFailed() || !migration.source().value().equals(server.host())) {
            return null;
        }
        return new MigrationOutcome.Failed(new MigrationFailure.DriverError(
                Told.cause(action.reason()), "Nova has not begun it: " + why(action.reason()) + state(server)));
    }

    /** {@return the outcome where the server is no more} */
    static MigrationOutcome gone() {
        return new MigrationOutcome.Failed(new MigrationFailure.DriverError(
                FailureCause.VM_ABSENT, "The server was deleted while it was being migrated."));
    }

    private @Nullable ServerAction action(String request) throws ApiException {
        return request.isEmpty() ? null : nova.action(migration.vm().value(), request);
    }

    private MigrationFailure failure(MigrationRecord record, String request, Server server) throws ApiException {
        if (record.status() == MigrationRecord.Status.CANCELLED) {
            return new MigrationFailure.DriverError(FailureCause.CANCELED, "Somebody else has aborted it.");
        }
        ServerAction action = action(request);
        String reason = action == null ? "" : action.reason();
        return new MigrationFailure.DriverError(Told.cause(reason), sentence(record, reason) + state(server));
    }

    private String sentence(MigrationRecord record, String reason) {
        if (record.status() != MigrationRecord.Status.FAILED) {
            return "Nova has ended it with an error: " + why(reason);
        }
        return "The hypervisor gave up, and the server goes on on its host: "
                + (reason.isEmpty()
                        ? "Nova does not say why; the log of nova-compute on " + migration.source()
                                + " does, under the id of the server."
                        : why(reason));
    }

    private String why(String reason) {
        if (reason.isEmpty()) {
            return "it does not say why.";
        }
        String text = reason.endsWith(".") ? reason : reason + ".";
        return reason.contains("No valid host")
                ? text + " The scheduler finds " + migration.target()
                        + " unfit by one of its filters; its log says by which."
                : text;
    }

    /** A server that Nova sets to ERROR mostly runs on; nobody can do anything with it until that is taken back. */
    private static String state(Server server) {
        return server.status().equals("ERROR")
                ? " Nova has set the server to ERROR, although it may run: look at it, and take that back by"
                        + " 'openstack server set --state active " + server.id() + "'."
                : "";
    }

    /** {@return what Nova says of a server, in a sentence} */
    static String seen(Server server) {
        return "Nova has the server as " + server.status() + " on " + server.host() + ", with the task ("
                + server.taskState() + ") and the power state (" + server.powerState() + ").";
    }
}
