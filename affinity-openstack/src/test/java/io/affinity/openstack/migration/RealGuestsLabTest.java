// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.openstack.compute.MigrationRecord.Status;
import io.affinity.openstack.lab.OnRealGuests;
import io.affinity.openstack.lab.OpenStackLab;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guests of QEMU that Nova migrates between hosts with libvirt. */
@OnRealGuests
class RealGuestsLabTest {

    private static final String H1 = "h1";
    private static final String H2 = "h2";

    private final OpenStackLab lab = OpenStackLab.realGuests();
    private final Scene scene = Scene.on(lab);

    @BeforeEach
    void begin() {
        lab.deleteServers();
    }

    @AfterEach
    void mend() {
        lab.run("libvirt", "link-rate", H1, "none");
    }

    @Test
    void areMigratedAndGoOn() {
        String vm = lab.server(H1, "real");

        MigrationOutcome outcome = scene.end(scene.start(vm, H1, H2));

        assertThat(outcome).isInstanceOf(MigrationOutcome.Completed.class);
        assertThat(scene.verify(vm, H1, H2)).isEqualTo(new Verification.Verified());
        scene.assertActiveOn(vm, H2);
    }

    @Test
    void stayWhenTheirMigrationIsAbortedWhileMemoryIsCopied() {
        String vm = lab.server(H1, "real");
        lab.run("libvirt", "link-rate", H1, "4mbit");
        MigrationHandle handle = scene.startUntil(vm, H1, H2, Status.RUNNING);

        handle.abort();

        assertThat(scene.end(handle)).isEqualTo(new MigrationOutcome.Aborted(new MigrationFailure.Requested()));
        scene.assertActiveOn(vm, H1);
        assertThat(scene.verify(vm, H2, H1)).isEqualTo(new Verification.Verified());
    }
}
