// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Outcomes.failed;
import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.lab.OnLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What only the daemons can tell, and tell before the VM notices anything. */
@OnLab
class FailedMigrationLabTest {

    /** A folder that is another one on each host. */
    private static final String OWN_FOLDER = "/var/lib/libvirt/images";

    private Scene scene = Scene.open();

    @AfterEach
    void mend() {
        scene.close();
    }

    private String failure(String vm) {
        return failed(scene.run(migration(vm, H1, H2)));
    }

    static Stream<Arguments> wrongAddresses() {
        return Stream.of(
                Arguments.of("qemu+tcp://198.18.0.2:1/system", "Connection refused"),
                Arguments.of("qemu+tcp://198.18.0.99/system", "No route to host"),
                Arguments.of("qemu+tcp://nowhere.invalid/system", "Unable to resolve address"));
    }

    @ParameterizedTest
    @MethodSource("wrongAddresses")
    void theSourceDoesNotReachTheTarget(String uri, String reason) {
        scene.close();
        scene = Scene.withPeer(H2, uri);
        String vm = scene.guest(H1);

        assertThat(failure(vm))
                .startsWith("The connection from h1 to h2 failed. libvirt says: ")
                .contains(reason)
                .endsWith("(error 38 of 7).");
        scene.assertStayed(vm);
    }

    @Test
    void theTargetHasNoMemoryForIt() {
        String vm = scene.guest(H1, "--memory", "1024");
        scene.disturb(List.of("daemon-memory", H2, Long.toString(900L << 20)), "daemon-memory", H2, "none");

        assertThat(failure(vm))
                .startsWith("h2 has not the memory for the VM. libvirt says: ")
                .contains("Cannot allocate memory")
                .endsWith("(error 1 of 10).");
        scene.assertStayed(vm);
    }

    @Test
    void aBridgeIsMissingOnTheTarget() {
        scene.disturb(
                List.of("exec", H1, "ip", "link", "add", "brx", "type", "bridge"),
                "exec",
                H1,
                "ip",
                "link",
                "delete",
                "brx");
        String vm = scene.guestOf(
                H1,
                scene.description()
                        .replace(
                                "</devices>",
                                "<interface type='bridge'><source bridge='brx'/><model type='e1000'/></interface>"
                                        + "</devices>"));

        assertThat(failure(vm))
                .startsWith("The migration from h1 to h2 failed. libvirt says: ")
                .contains("'brx'")
                .endsWith("(error 38 of 0).");
        scene.assertOnlyOn(H1, vm);
    }

    @Test
    void theKernelFileIsMissingOnTheTarget() throws IOException {
        Path own = hostFile(H1, "kernel");
        Files.createDirectories(own.getParent());
        Files.copy(Path.of(scene.lab().fact("GUEST_KERNEL")), own);
        try {
            String vm = scene.guestOf(
                    H1,
                    scene.description()
                            .replaceFirst("<kernel>.*</kernel>", "<kernel>" + OWN_FOLDER + "/kernel</kernel>"));

            assertThat(failure(vm))
                    .startsWith("The migration from h1 to h2 failed. libvirt says: ")
                    .contains("could not open kernel file")
                    .endsWith("(error 1 of 10).");
            scene.assertOnlyOn(H1, vm);
        } finally {
            Files.delete(own);
        }
    }

    /** libvirt gives each migration that arrives a port of its own, from 49152 to 49215. */
    @Test
    void theTargetHasNoPortLeftForIt() {
        String pid = "/run/ports.pid";
        StringBuilder occupy =
                new StringBuilder("qemu-system-x86_64 -M none -nodefaults -display none -daemonize -pidfile " + pid);
        for (int port = 49152; port < 49216; port++) {
            occupy.append(" -chardev socket,server=on,wait=off,host=::,port=" + port + ",id=p" + port);
        }
        scene.disturb(
                List.of("exec", H2, "sh", "-c", occupy.toString()), "exec", H2, "sh", "-c", "kill $(cat " + pid + ")");
        String vm = scene.guest(H1);

        assertThat(failure(vm))
                .startsWith("The migration from h1 to h2 failed. libvirt says: ")
                .contains("Unable to find an unused port in range")
                .endsWith("(error 1 of 0).");
        scene.assertStayed(vm);
    }

    @Test
    void weMayOnlyLook() {
        String vm = scene.guest(H1);
        try (Scene looking = Scene.withReadOnly(H1)) {
            assertThat(failed(looking.run(migration(vm, H1, H2))))
                    .startsWith("The daemon does not let us migrate. libvirt says: ")
                    .endsWith("(error 29 of 20).");
        }
        scene.assertStayed(vm);
    }

    @Test
    void libvirtDoesNotKnowTheCompression() {
        scene.close();
        scene = Scene.with(Scene.settings().toBuilder().compression("lzip").build());
        String vm = scene.guest(H1);

        assertThat(failure(vm))
                .startsWith("The migration from h1 to h2 failed. libvirt says: ")
                .contains("Unsupported compression method 'lzip'")
                .endsWith("(error 8 of 10).");
        scene.assertStayed(vm);
    }

    /** {@return where a file of a host's own folder lies for us} */
    private Path hostFile(String host, String name) {
        return Path.of(scene.lab().fact("LAB"), host, "lib", "libvirt", "images", name);
    }
}
