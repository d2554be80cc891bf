package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.affinity.libvirt.lab.Lab;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationOutcome.Completed;
import io.affinity.spi.migration.Verification;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lab")
class TlsMigrationLabTest {

    private final Lab lab = Lab.running();

    @Test
    void goesOverEncryptedConnectionsOnly() {
        assumeTrue(lab.fact("TLS").equals("1"), "The lab was started without --tls.");
        try (Scene scene = Scene.withPeer(Scene.settings().withTls(true), H2, lab.fact("h2.TLS_URI"))) {
            String vm = scene.guest(H1);

            assertThat(scene.run(migration(vm, H1, H2))).isInstanceOf(Completed.class);

            assertThat(scene.migrator().verify(migration(vm, H1, H2))).isEqualTo(new Verification.Verified());
            scene.assertBeats(vm);
        }
    }

    @Test
    void isNotSentInTheClearWhereCertificatesAreMissing() {
        assumeTrue(lab.fact("TLS").equals("0"), "The lab was started with --tls.");
        try (Scene scene = Scene.with(Scene.settings().withTls(true))) {
            String vm = scene.guest(H1);

            assertThat(scene.run(migration(vm, H1, H2))).isInstanceOf(MigrationOutcome.Failed.class);

            scene.assertOnlyOn(H1, vm);
            scene.assertBeats(vm);
        }
    }
}
