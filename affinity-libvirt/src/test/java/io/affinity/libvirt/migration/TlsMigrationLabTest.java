// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.H3;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationOutcome.Completed;
import io.affinity.spi.migration.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Memory is never sent in the clear if that was not wanted. QEMU looks at the certificates anew for each migration. */
@OnLab
class TlsMigrationLabTest {

    private final Lab lab = Lab.running();
    private final Map<Path, byte[]> originals = new LinkedHashMap<>();
    private final List<Scene> scenes = new ArrayList<>();

    @BeforeEach
    void needCertificates() {
        assumeTrue(lab.fact("TLS").equals("1"), "The lab has certificates if it was started with them.");
    }

    @AfterEach
    void mend() throws IOException {
        scenes.forEach(Scene::close);
        for (Map.Entry<Path, byte[]> original : originals.entrySet()) {
            Files.write(original.getKey(), original.getValue());
        }
    }

    private Scene encrypting() {
        Scene scene = Scene.withPeer(Scene.settings().toBuilder().tls(true).build(), H2, lab.fact("h2.TLS_URI"));
        scenes.add(scene);
        return scene;
    }

    private Path file(String name) {
        return Path.of(lab.fact("LAB"), "pki", name);
    }

    /** Gives a host a certificate, and its key, that is not its own. */
    private void give(String hostAndRole, String other) throws IOException {
        for (String part : List.of("cert", "key")) {
            Path file = file("host-" + hostAndRole + "-" + part + ".pem");
            originals.put(file, Files.readAllBytes(file));
            Files.write(file, Files.readAllBytes(file(other + "-" + part + ".pem")));
        }
    }

    private void assertFails(String... eitherWords) {
        Scene scene = encrypting();
        String vm = scene.guest(H1);

        assertThat(scene.run(migration(vm, H1, H2)))
                .isInstanceOfSatisfying(
                        MigrationOutcome.Failed.class,
                        failed -> assertThat(Outcomes.words(failed.failure()))
                                .startsWith("The migration from h1 to h2 failed. libvirt says: ")
                                .containsAnyOf(eitherWords));
        scene.assertOnlyOn(H1, vm);
        scene.assertBeats(vm);
    }

    @Test
    void completesWithCertificates() {
        Scene scene = encrypting();
        String vm = scene.guest(H1);

        assertThat(scene.run(migration(vm, H1, H2))).isInstanceOf(Completed.class);

        assertThat(scene.migrator().verify(migration(vm, H1, H2)).join()).isEqualTo(new Verification.Verified());
        scene.assertOnlyOn(H2, vm);
        scene.assertBeats(vm);
    }

    @Test
    void theTargetShowsTheCertificateOfAnotherHost() throws IOException {
        give(H2 + "/server", "host-" + H3 + "/server");

        // Source and target both end, and not all versions of libvirt tell the words of both.
        assertFails("TLS channel", "Not a migration stream", "Certificate does not match the hostname");
    }

    @Test
    void theSourceShowsACertificateThatIsNotForThat() throws IOException {
        give(H1 + "/client", "ca");

        assertFails("certificate");
    }

    @Test
    void theTargetHasNoCertificate() throws IOException {
        Path certificate = file("host-h2/server-cert.pem");
        originals.put(certificate, Files.readAllBytes(certificate));
        Files.delete(certificate);

        assertFails("server-cert.pem");
    }
}
