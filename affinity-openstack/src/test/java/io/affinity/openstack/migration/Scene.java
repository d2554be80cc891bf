// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.openstack.OpenStackSettings;
import io.affinity.openstack.compute.ComputeService;
import io.affinity.openstack.compute.MigrationRecord;
import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.compute.Placement;
import io.affinity.openstack.compute.Server;
import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.http.Call;
import io.affinity.openstack.http.Caller;
import io.affinity.openstack.http.Reply;
import io.affinity.openstack.identity.Session;
import io.affinity.openstack.lab.LabCloud;
import io.affinity.openstack.lab.OpenStackLab;
import io.affinity.openstack.settings.CallLimits;
import io.affinity.openstack.settings.CloudAccess;
import io.affinity.openstack.settings.MigratorSettings;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A lab with servers, a migrator that is not patient, and eyes of our own. */
final class Scene {

    static final String NODE1 = "node1";
    static final String NODE2 = "node2";
    static final String NODE3 = "node3";

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final OpenStackLab lab;
    private final Session session;
    private final Nova nova;
    private final NovaMigrator migrator;
    private int number;

    private Scene(OpenStackLab lab, CloudAccess access, Duration settling) {
        this.lab = lab;
        CallLimits limits = OpenStackSettings.DEFAULT
                .calls()
                .withCall(Duration.ofSeconds(20))
                .withAttempts(2, Duration.ofMillis(200));
        session = new Session(access, new Caller(limits, null), System::nanoTime);
        nova = new Nova(session);
        migrator = new NovaMigrator(
                session, nova, new Placement(session), new MigratorSettings(Duration.ofMillis(200), settling, 0.2));
    }

    static Scene open() {
        return with(Duration.ofSeconds(20));
    }

    static Scene with(Duration settling) {
        return new Scene(OpenStackLab.running(), LabCloud.access(OpenStackLab.running()), settling);
    }

    /** The same as another user. */
    static Scene as(CloudAccess access, Duration settling) {
        return new Scene(OpenStackLab.running(), access, settling);
    }

    /** The same in another lab. */
    static Scene on(OpenStackLab lab) {
        return new Scene(lab, LabCloud.access(lab), Duration.ofSeconds(30));
    }

    OpenStackLab lab() {
        return lab;
    }

    NovaMigrator migrator() {
        return migrator;
    }

    static Migration migration(String vm, String source, String target) {
        return new Migration(new VmId(vm), new HostId(source), new HostId(target));
    }

    MigrationHandle start(String vm, String source, String target) {
        return start(vm, source, target, TIMEOUT, Escalation.THROTTLE);
    }

    MigrationHandle start(String vm, String source, String target, Duration timeout, Escalation escalation) {
        return migrator.start(new MigrationRequest(
                "m-" + ++number, migration(vm, source, target), 1e9, Duration.ofSeconds(1), timeout, escalation));
    }

    /** {@return a migration of which Nova has a record in this state} */
    MigrationHandle startUntil(String vm, String source, String target, MigrationRecord.Status status) {
        MigrationHandle handle = start(vm, source, target);
        await("the record is " + status, () -> newest(vm) == status);
        return handle;
    }

    MigrationRecord.Status newest(String vm) {
        try {
            var records = nova.migrations(vm);
            return records.isEmpty()
                    ? MigrationRecord.Status.OTHER
                    : records.get(0).status();
        } catch (ApiException e) {
            return MigrationRecord.Status.OTHER;
        }
    }

    int records(String vm) throws ApiException {
        return nova.migrations(vm).size();
    }

    MigrationOutcome end(MigrationHandle handle) {
        await("the migration has ended", () -> handle.state() instanceof MigrationState.Ended);
        return ((MigrationState.Ended) handle.state()).outcome();
    }

    /** {@return why Nova was not asked} */
    String refused(MigrationHandle handle) {
        MigrationOutcome outcome = end(handle);
        assertThat(outcome).isInstanceOf(MigrationOutcome.Failed.class);
        MigrationFailure failure = ((MigrationOutcome.Failed) outcome).failure();
        assertThat(failure).isInstanceOf(MigrationFailure.Refused.class);
        StringBuilder text = new StringBuilder();
        ((MigrationFailure.Refused) failure)
                .refusals()
                .forEach(refusal -> text.append(refusal.cause())
                        .append(": ")
                        .append(refusal.detail())
                        .append('\n'));
        return text.toString();
    }

    /** {@return what the driver of a migration said that failed} */
    String failed(MigrationHandle handle) {
        MigrationOutcome outcome = end(handle);
        assertThat(outcome).isInstanceOf(MigrationOutcome.Failed.class);
        MigrationFailure failure = ((MigrationOutcome.Failed) outcome).failure();
        assertThat(failure).isInstanceOf(MigrationFailure.DriverError.class);
        return ((MigrationFailure.DriverError) failure).detail();
    }

    Server server(String vm) {
        try {
            Server server = nova.server(vm);
            assertThat(server).as("the server " + vm).isNotNull();
            return server;
        } catch (ApiException e) {
            throw new AssertionError(e);
        }
    }

    void assertActiveOn(String vm, String host) {
        assertThat(server(vm).status()).isEqualTo("ACTIVE");
        assertThat(server(vm).host()).isEqualTo(host);
    }

    ActualState inspect(String vm) {
        return migrator.inspect(new VmId(vm)).join();
    }

    Verification verify(String vm, String source, String target) {
        return migrator.verify(migration(vm, source, target)).join();
    }

    /** Does something to a server that this project never does. */
    Reply action(String vm, String body) throws ApiException {
        return session.call(Call.post(session.address("compute") + "/servers/" + vm + "/action", body));
    }

    void migrateAsSomebodyElse(String vm, String target) throws ApiException {
        nova.migrate(vm, target);
    }

    /** Keeps new servers away from a host, as an operator does. */
    void disable(String host, String reason) throws ApiException {
        for (ComputeService service : nova.services()) {
            if (service.host().equals(host)) {
                nova.disable(service, reason);
            }
        }
    }

    Session session() {
        return session;
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Not within " + PATIENCE + ": " + what);
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
