package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.lab.Lab;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationOutcome.Completed;
import io.affinity.spi.migration.Verification;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lab")
class TlsMigrationLabTest {

    private final Lab lab = Lab.running();

    /** The lab has certificates if it was started with them. */
    @Test
    void isNeverSentInTheClear() {
        if (lab.fact("TLS").equals("1")) {
            completesWithCertificates();
        } else {
            failsWithoutCertificates();
        }
    }

    private void completesWithCertificates() {
        try (Scene scene = Scene.withPeer(Scene.settings().withTls(true), H2, lab.fact("h2.TLS_URI"))) {
            String vm = scene.guest(H1);

            assertThat(scene.run(migration(vm, H1, H2))).isInstanceOf(Completed.class);

            assertThat(scene.migrator().verify(migration(vm, H1, H2)).join()).isEqualTo(new Verification.Verified());
            scene.assertBeats(vm);
        }
    }

    private static void failsWithoutCertificates() {
        try (Scene scene = Scene.with(Scene.settings().withTls(true))) {
            String vm = scene.guest(H1);

            assertThat(scene.run(migration(vm, H1, H2))).isInstanceOf(MigrationOutcome.Failed.class);

            scene.assertOnlyOn(H1, vm);
            scene.assertBeats(vm);
        }
    }
}
