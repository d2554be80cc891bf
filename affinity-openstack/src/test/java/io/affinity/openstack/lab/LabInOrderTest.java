// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Two tests that each find everything in order and leave it out of order: in either sequence, one comes after the other. */
@OnOpenStack
final class LabInOrderTest {

    private final OpenStackLab lab = OpenStackLab.running();

    @Test
    void whatIsDeadStartsAgainBeforeTheNextTest() {
        assertThatAllIsInOrder();
        lab.kill("scheduler");
        lab.migrationsEnd(OpenStackLab.Ending.HANG);
    }

    @Test
    void whatStandsStillGoesOnBeforeTheNextTest() {
        assertThatAllIsInOrder();
        lab.freeze("node1");
        lab.migrationsEnd(OpenStackLab.Ending.FAIL);
    }

    private void assertThatAllIsInOrder() {
        assertThat(lab.run("status")).contains("scheduler").doesNotContainPattern("(?m) (off|frozen)$");
        String server = lab.server("node1", "moves");
        lab.migrate(server, "node2");
        lab.deleteServer(server);
    }
}
