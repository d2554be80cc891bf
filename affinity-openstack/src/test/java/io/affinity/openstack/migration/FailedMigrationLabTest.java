// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import static io.affinity.openstack.migration.Scene.NODE1;
import static io.affinity.openstack.migration.Scene.NODE2;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.openstack.compute.MigrationRecord.Status;
import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.http.Call;
import io.affinity.openstack.lab.OnOpenStack;
import io.affinity.openstack.lab.OpenStackLab.Ending;
import io.affinity.openstack.settings.CloudAccess;
import io.affinity.openstack.settings.Credentials;
import io.affinity.openstack.settings.Credentials.Named;
import io.affinity.openstack.settings.Secret;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.HostId;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Nova answers when things go wrong on the way: the outcome, what Nova is left with, and the message. */
@OnOpenStack
class FailedMigrationLabTest {

    private final Scene scene = Scene.open();

    @BeforeEach
    void begin() {
        scene.lab().deleteServers();
    }

    /** Whatever the hypervisor says, Nova tells it to its log alone. */
    @Test
    void saysWhereTheReasonIsIfTheHypervisorGivesUp() {
        String vm = scene.lab().server(NODE1, "vm");
        scene.lab().migrationsEnd(Ending.FAIL);

        assertThat(scene.failed(scene.start(vm, NODE1, NODE2)))
                .startsWith("The hypervisor gave up, and the server goes on on its host:")
                .contains("the log of nova-compute on node1");
        assertThat(scene.newest(vm)).isEqualTo(Status.FAILED);
        scene.assertActiveOn(vm, NODE1);
    }

    @Test
    void saysHowAServerInErrorIsTakenBack() {
        String vm = scene.lab().server(NODE1, "vm");
        scene.lab().migrationsEnd(Ending.ERROR);

        assertThat(scene.failed(scene.start(vm, NODE1, NODE2)))
                .contains("Nova has set the server to ERROR")
                .contains("openstack server set --state active " + vm);
        assertThat(scene.server(vm).status()).isEqualTo("ERROR");
        assertThat(scene.inspect(vm).activeOn()).containsExactly(new HostId(NODE1));
    }

    @Test
    void failsWhereTheSourceRefuses() {
        String vm = scene.lab().server(NODE1, "vm");
        scene.lab().migrationsEnd(Ending.REFUSE);

        assertThat(scene.failed(scene.start(vm, NODE1, NODE2))).contains("Nova has");
        assertThat(scene.server(vm).host()).isEqualTo(NODE1);
    }

    @Test
    void failsWhereTheTargetStandsStill() {
        String vm = scene.lab().server(NODE1, "vm");
        scene.lab().freeze(NODE2);

        MigrationOutcome outcome = scene.end(scene.start(vm, NODE1, NODE2));

        assertThat(outcome).isInstanceOf(MigrationOutcome.Failed.class);
        scene.lab().thaw(NODE2);
        Scene.await("Nova is done with it", () -> !scene.server(vm).isMigrating());
        assertThat(scene.server(vm).host()).isEqualTo(NODE1);
    }

    @Test
    void saysThatSomebodyElseHasAbortedIt() {
        String vm = scene.lab().server(NODE1, "vm");
        scene.lab().migrationsTake(Duration.ofMinutes(2));
        MigrationHandle handle = scene.startUntil(vm, NODE1, NODE2, Status.RUNNING);

        scene.lab().abort(vm);

        MigrationOutcome outcome = scene.end(handle);
        assertThat(outcome).isInstanceOf(MigrationOutcome.Aborted.class);
        assertThat(((MigrationOutcome.Aborted) outcome).failure())
                .isEqualTo(new MigrationFailure.DriverError(FailureCause.CANCELED, "Somebody else has aborted it."));
        scene.assertActiveOn(vm, NODE1);
    }

    @Test
    void abortsWhatTakesTooLong() {
        String vm = scene.lab().server(NODE1, "vm");
        scene.lab().migrationsTake(Duration.ofMinutes(5));

        MigrationHandle handle = scene.start(vm, NODE1, NODE2, Duration.ofSeconds(5), Escalation.THROTTLE);

        assertThat(scene.end(handle))
                .isEqualTo(new MigrationOutcome.Aborted(new MigrationFailure.TimedOut(Duration.ofSeconds(5))));
        assertThat(scene.newest(vm)).isEqualTo(Status.CANCELLED);
        scene.assertActiveOn(vm, NODE1);
    }

    @Test
    void forcesWhatTakesTooLongWhereItMay() {
        String vm = scene.lab().server(NODE1, "vm");
        scene.lab().migrationsTake(Duration.ofMinutes(5));

        MigrationHandle handle = scene.start(vm, NODE1, NODE2, Duration.ofSeconds(50), Escalation.POST_COPY);

        assertThat(scene.end(handle)).isInstanceOf(MigrationOutcome.Completed.class);
        scene.assertActiveOn(vm, NODE2);
    }

    @Test
    void goesOnWithANewTokenIfTheOldOneIsNoLongerGood() {
        String vm = scene.lab().server(NODE1, "vm");
        MigrationHandle handle = scene.startUntil(vm, NODE1, NODE2, Status.RUNNING);

        scene.lab().expireTokens();

        assertThat(scene.end(handle)).isInstanceOf(MigrationOutcome.Completed.class);
        scene.assertActiveOn(vm, NODE2);
    }

    @Test
    void isNotHeldUpByAQuotaThatIsUsedUp() throws ApiException {
        String vm = scene.lab().server(NODE1, "vm");
        String project = scene.server(vm).projectId();
        String quota = scene.session().address("compute") + "/os-quota-sets/" + project;
        scene.session()
                .call(Call.put(quota, "{\"quota_set\":{\"instances\":1,\"cores\":1,\"ram\":512,\"force\":true}}"));
        try {
            assertThat(scene.end(scene.start(vm, NODE1, NODE2))).isInstanceOf(MigrationOutcome.Completed.class);
            scene.assertActiveOn(vm, NODE2);
        } finally {
            scene.session().call(Call.delete(quota));
        }
    }

    /** What was begun in its name goes on; nobody can ask for it in that name any more. */
    @Test
    void saysThatItIsNoLongerKnownIfItsProjectIsDeletedOnTheWay() throws ApiException {
        String identity = scene.lab().fact("OS_AUTH_URL");
        String project = made(
                identity + "/projects", "project", "{\"project\":{\"name\":\"passing\",\"domain_id\":\"default\"}}");
        String role = scene.session()
                .call(Call.get(identity + "/roles?name=admin"))
                .read(json -> json.at("roles").elements().get(0).at("id").text());
        scene.session()
                .call(Call.put(
                        identity + "/projects/" + project + "/users/"
                                + scene.session().userId() + "/roles/" + role,
                        "{}"));
        Scene passing = Scene.as(
                CloudAccess.of(
                        URI.create(identity),
                        new Credentials.Password(
                                Named.of(scene.lab().fact("OS_USERNAME"), "Default"),
                                Secret.of(scene.lab().fact("OS_PASSWORD")),
                                new Credentials.Scope.Project(Named.ofId(project)))),
                Duration.ofSeconds(5));
        String vm = scene.lab().server(NODE1, "vm");
        scene.lab().migrationsTake(Duration.ofMinutes(5));
        MigrationHandle handle = passing.start(vm, NODE1, NODE2, Duration.ofSeconds(15), Escalation.THROTTLE);
        Scene.await("it is under way", () -> scene.newest(vm) == Status.RUNNING);

        scene.session().call(Call.delete(identity + "/projects/" + project));

        MigrationOutcome outcome = passing.end(handle);
        assertThat(outcome).isInstanceOf(MigrationOutcome.Unknown.class);
        assertThat(((MigrationOutcome.Unknown) outcome).seen())
                .contains("No token was given for the cloud at " + identity);
        assertThat(scene.newest(vm)).isEqualTo(Status.RUNNING);
        assertThat(scene.server(vm).isMigrating()).isTrue();
    }

    private String made(String address, String kind, String body) throws ApiException {
        return scene.session()
                .call(Call.post(address, body))
                .read(json -> json.at(kind).at("id").text());
    }

    @Test
    void saysThatTheServerWasDeletedOnTheWay() throws ApiException {
        String vm = scene.lab().server(NODE1, "vm");
        scene.lab().migrationsTake(Duration.ofSeconds(20));
        MigrationHandle handle = scene.startUntil(vm, NODE1, NODE2, Status.RUNNING);

        scene.action(vm, "{\"forceDelete\":{}}");

        MigrationOutcome outcome = scene.end(handle);
        assertThat(outcome).isInstanceOf(MigrationOutcome.Failed.class);
        assertThat(((MigrationOutcome.Failed) outcome).failure())
                .isEqualTo(new MigrationFailure.DriverError(
                        FailureCause.VM_ABSENT, "The server was deleted while it was being migrated."));
        assertThat(scene.inspect(vm).activeOn()).isEqualTo(Set.of());
    }
}
