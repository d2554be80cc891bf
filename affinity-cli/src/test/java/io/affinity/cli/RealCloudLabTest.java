// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.openstack.lab.OnRealGuests;
import io.affinity.openstack.lab.OpenStackLab;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host with real guests is emptied through Nova. */
@OnRealGuests
class RealCloudLabTest {

    @TempDir
    Path folder;

    @Test
    void emptiesAHostOfRealGuests() throws Exception {
        OpenStackLab lab = OpenStackLab.realGuests();
        lab.deleteServers();
        lab.server("h1", "web");
        lab.server("h1", "db");
        Path file = CloudFileOf.lab(lab, folder, "loop: {step: 2s, history: 1h}\n");

        Session evacuation = Session.of(
                "evacuate",
                "h1",
                "--mode",
                "automatic",
                "--look",
                "48",
                "--timeout",
                "400",
                "--config",
                file.toString());

        assertThat(evacuation.out()).as(evacuation.err()).contains("h1 is empty", "verified");
        assertThat(lab.run("status")).containsPattern("h1 +disabled +up *\\R");
        assertThat(Session.of("evacuate", "h1", "--undo", "--config", file.toString())
                        .exitCode())
                .isZero();
        lab.deleteServers();
    }
}
