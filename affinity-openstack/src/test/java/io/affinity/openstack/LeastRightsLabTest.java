// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.http.Call;
import io.affinity.openstack.http.Caller;
import io.affinity.openstack.identity.Session;
import io.affinity.openstack.lab.LabCloud;
import io.affinity.openstack.lab.OnOpenStack;
import io.affinity.openstack.lab.OpenStackLab;
import io.affinity.openstack.settings.CallLimits;
import io.affinity.openstack.settings.CloudAccess;
import io.affinity.openstack.settings.Credentials;
import io.affinity.openstack.settings.Credentials.Named;
import io.affinity.openstack.settings.Secret;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The policies that the documents recommend are enough, and no more than that. */
@OnOpenStack
class LeastRightsLabTest {

    private static final Path POLICIES = Path.of("..", "docs", "examples", "openstack-policy");
    private static final String NAME = "balancer";
    private static final HostId NODE1 = new HostId("node1");
    private static final HostId NODE2 = new HostId("node2");

    private final OpenStackLab lab = OpenStackLab.running();
    private final Session admin = session(LabCloud.access(lab));
    private Path policy;

    private static Session session(CloudAccess access) {
        return new Session(access, new Caller(CallLimits.DEFAULT, null), System::nanoTime);
    }

    /** The services of the lab share one folder for what they are told. */
    @BeforeEach
    void grant() throws IOException, ApiException {
        policy = lab.folder().resolve("conf").resolve("policy.yaml");
        Files.writeString(
                policy,
                Files.readString(POLICIES.resolve("nova.yaml")) + Files.readString(POLICIES.resolve("placement.yaml")));
        String role = made("role", "{\"role\":{\"name\":\"" + NAME + "\"}}");
        String user = made(
                "user", "{\"user\":{\"name\":\"" + NAME + "\",\"domain_id\":\"default\",\"password\":\"secret\"}}");
        String project = found("project", "demo");
        admin.call(
                Call.put(lab.fact("OS_AUTH_URL") + "/projects/" + project + "/users/" + user + "/roles/" + role, "{}"));
        lab.deleteServers();
    }

    /** A file that was there once must stay for services that have read it. */
    @AfterEach
    void takeBack() throws IOException {
        Files.writeString(policy, "{}\n");
    }

    private String made(String kind, String body) throws ApiException {
        try {
            return admin.call(Call.post(lab.fact("OS_AUTH_URL") + "/" + kind + "s", body))
                    .read(json -> json.at(kind).at("id").text());
        } catch (ApiException e) {
            assertThat(e.kind()).isEqualTo(ApiException.Kind.CONFLICT);
            return found(kind, NAME);
        }
    }

    private String found(String kind, String name) throws ApiException {
        return admin.call(Call.get(lab.fact("OS_AUTH_URL") + "/" + kind + "s?name=" + name))
                .read(json -> json.at(kind + "s").elements().get(0).at("id").text());
    }

    private CloudAccess balancer() {
        return CloudAccess.of(
                URI.create(lab.fact("OS_AUTH_URL")),
                new Credentials.Password(
                        Named.of(NAME, "Default"),
                        Secret.of("secret"),
                        new Credentials.Scope.Project(Named.of("demo", "Default"))));
    }

    @Test
    void areEnoughToSeeAndMigrateAndCloseHostsAndForNothingElse() throws Exception {
        String id = lab.server("node1", "vm");
        OpenStack cloud = OpenStack.connect(balancer(), OpenStackSettings.DEFAULT, Clock.systemUTC());
        Migration migration = new Migration(new VmId(id), NODE1, NODE2);

        Fleet seen = cloud.telemetry().observe().fleet();
        MigrationHandle handle = cloud.migrator()
                .start(new MigrationRequest(
                        "m-1", migration, 1e9, Duration.ofSeconds(1), Duration.ofMinutes(5), Escalation.THROTTLE));
        while (handle.state() instanceof MigrationState.Running) {
            Thread.sleep(100);
        }
        cloud.close(NODE1);
        Fleet closed = cloud.telemetry().observe().fleet();
        cloud.open(NODE1);

        assertThat(seen.placement().hostOf(new VmId(id))).isEqualTo(NODE1);
        assertThat(seen.host(NODE1).isCapacityKnown()).isTrue();
        assertThat(((MigrationState.Ended) handle.state()).outcome()).isInstanceOf(MigrationOutcome.Completed.class);
        assertThat(cloud.migrator().verify(migration).join()).isEqualTo(new Verification.Verified());
        assertThat(closed.host(NODE1).state()).isEqualTo(HostState.DRAINING);
        Session limited = session(balancer());
        String server = limited.address("compute") + "/servers/" + id;
        assertThatThrownBy(() -> limited.call(Call.delete(server)))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.kind()).isEqualTo(ApiException.Kind.FORBIDDEN));
        assertThatThrownBy(() -> limited.call(Call.post(server + "/action", "{\"os-stop\":null}")))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.kind()).isEqualTo(ApiException.Kind.FORBIDDEN));
    }
}
