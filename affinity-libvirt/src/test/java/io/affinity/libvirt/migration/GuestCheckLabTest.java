package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome.Completed;
import io.affinity.spi.migration.Verification;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A migration that completed is not yet one that did its work. */
@Tag("lab")
class GuestCheckLabTest {

    private final Scene scene = Scene.open();
    private String vm;
    private Migration migration;

    @BeforeEach
    void migrate() {
        vm = scene.guest(H1, "--net");
        migration = migration(vm, H1, H2);
        assertThat(scene.run(migration)).isInstanceOf(Completed.class);
    }

    @AfterEach
    void mend() {
        scene.close();
    }

    private List<String> problems() {
        Verification verification = scene.migrator().verify(migration).join();
        assertThat(verification).isInstanceOf(Verification.Refuted.class);
        return ((Verification.Refuted) verification).problems();
    }

    @Test
    void findsNothingWrongWithAVmThatWorks() {
        assertThat(scene.migrator().verify(migration).join()).isEqualTo(new Verification.Verified());
    }

    @Test
    void findsADefinitionThatWasLeftBehind() {
        String xml = scene.onDomain(H2, vm, domain -> domain.xml(0));
        scene.on(H1, connection -> {
            connection.define(xml).close();
            return true;
        });

        assertThat(problems()).containsExactly("A definition of the VM is left on h1 (state 5).");
    }

    @Test
    void findsAVmWhoseProcessStandsStill() throws Exception {
        ProcessHandle process = scene.guestProcess(H2, vm);
        signal("STOP", process);
        try {
            assertThat(problems()).contains("The vCPUs of the VM stand still on h2.");
        } finally {
            signal("CONT", process);
        }
    }

    @Test
    void findsAVmThatSomebodyPaused() {
        scene.onDomain(H2, vm, domain -> {
            domain.suspend();
            return true;
        });

        assertThat(problems()).containsExactly("The VM does not run on h2.", "The VM is held, paused, on h2.");
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(status).as("exit status of kill").isZero();
    }
}
