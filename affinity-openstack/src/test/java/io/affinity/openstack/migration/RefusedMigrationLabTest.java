// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import static io.affinity.openstack.migration.Scene.NODE1;
import static io.affinity.openstack.migration.Scene.NODE2;
import static io.affinity.openstack.migration.Scene.NODE3;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.http.Call;
import io.affinity.openstack.lab.OnOpenStack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is known before Nova is asked is told before, in words that say what to do; Nova has then nothing on record. */
@OnOpenStack
class RefusedMigrationLabTest {

    private final Scene scene = Scene.open();

    @BeforeEach
    void begin() {
        scene.lab().deleteServers();
    }

    private void assertNotAsked(String vm) throws ApiException {
        assertThat(scene.records(vm)).isZero();
        scene.assertActiveOn(vm, NODE1);
    }

    @Test
    void tellsThatTheTargetIsFull() throws ApiException {
        String vm = scene.lab().server(NODE1, "vm", "--memory", "2048");
        scene.lab().server(NODE2, "big", "--memory", "15360");

        assertThat(scene.refused(scene.start(vm, NODE1, NODE2)))
                .contains("NO_ROOM: The target may promise (1024) more MiB of memory, and the server needs (2048).");
        assertNotAsked(vm);
    }

    @Test
    void tellsThatTheTargetIsDisabled() throws ApiException {
        String vm = scene.lab().server(NODE1, "vm");
        scene.disable(NODE2, "broken fan");

        assertThat(scene.refused(scene.start(vm, NODE1, NODE2)))
                .contains("CONFIGURATION: The nova-compute of the target (node2) is disabled: broken fan.");
        assertNotAsked(vm);
    }

    @Test
    void tellsThatTheTargetIsDown() throws ApiException {
        String vm = scene.lab().server(NODE1, "vm");
        scene.lab().kill(NODE2);
        Scene.await(
                "Nova knows that node2 is down",
                () -> scene.inspect(vm).unreachable().size() == 1);

        assertThat(scene.refused(scene.start(vm, NODE1, NODE2)))
                .contains("CONNECTION: The nova-compute of the target (node2) is down.");
        assertNotAsked(vm);
    }

    @Test
    void tellsThatTheSourceIsDown() throws ApiException {
        String vm = scene.lab().server(NODE1, "vm");
        scene.lab().kill(NODE1);
        Scene.await(
                "Nova knows that node1 is down",
                () -> scene.inspect(vm).unreachable().size() == 1);

        assertThat(scene.refused(scene.start(vm, NODE1, NODE2)))
                .contains("CONNECTION: The nova-compute of the source (node1) is down.");
        assertThat(scene.records(vm)).isZero();
        assertThat(scene.inspect(vm).activeOn()).isEmpty();
    }

    @Test
    void tellsThatThereIsNoSuchHost() throws ApiException {
        String vm = scene.lab().server(NODE1, "vm");

        assertThat(scene.refused(scene.start(vm, NODE1, "nowhere")))
                .contains("HOST_UNKNOWN: Nova knows no host of the name of the target (nowhere).");
        assertNotAsked(vm);
    }

    @Test
    void tellsThatTheServerIsOnAnotherHost() throws ApiException {
        String vm = scene.lab().server(NODE1, "vm");

        assertThat(scene.refused(scene.start(vm, NODE2, NODE3)))
                .contains("VM_ABSENT: The server is on (node1), and not on the source (node2).");
        assertNotAsked(vm);
    }

    @Test
    void tellsThatTheServerIsStopped() throws ApiException {
        String vm = scene.lab().server(NODE1, "vm");
        scene.action(vm, "{\"os-stop\":null}");
        Scene.await("it is off", () -> scene.server(vm).status().equals("SHUTOFF"));

        assertThat(scene.refused(scene.start(vm, NODE1, NODE2)))
                .contains("CONFIGURATION: The server is SHUTOFF, and only one that is ACTIVE is migrated live.");
        assertThat(scene.records(vm)).isZero();
        assertThat(scene.inspect(vm).activeOn()).isEmpty();
    }

    @Test
    void tellsThatSomebodyElseMigratesIt() throws ApiException {
        String vm = scene.lab().server(NODE1, "vm");
        scene.migrateAsSomebodyElse(vm, NODE3);

        assertThat(scene.refused(scene.start(vm, NODE1, NODE2))).contains("VM_BUSY: The server is MIGRATING");
        assertThat(scene.records(vm)).isLessThanOrEqualTo(1);
    }

    @Test
    void tellsThatAServerGroupKeepsItApart() throws ApiException {
        String groups = scene.session().address("compute") + "/os-server-groups";
        String group = scene.session()
                .call(Call.post(groups, "{\"server_group\":{\"name\":\"db\",\"policies\":[\"anti-affinity\"]}}"))
                .read(json -> json.at("server_group").at("id").text());
        try {
            String vm = scene.lab().server(NODE1, "db1", "--group", group);
            scene.lab().server(NODE2, "db2", "--group", group);

            assertThat(scene.refused(scene.start(vm, NODE1, NODE2)))
                    .contains("CONFIGURATION: The server group (db) keeps it apart from [db2] on the target (node2).");
            assertNotAsked(vm);
        } finally {
            scene.session().call(Call.delete(groups + "/" + group));
        }
    }
}
