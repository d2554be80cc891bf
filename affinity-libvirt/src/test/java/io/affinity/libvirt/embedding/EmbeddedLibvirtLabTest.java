// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.Libvirt;
import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Telemetry;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnLab
class EmbeddedLibvirtLabTest {

    private static final VmId WEB = Lab.vm("web");
    private static final HostId H1 = new HostId("h1");
    private static final HostId H2 = new HostId("h2");

    private final Lab lab = Lab.running();

    @AfterEach
    void stopGuests() {
        lab.run("guest-stop", "--all");
    }

    @Test
    void seesVmsAndMigratesThem() {
        lab.run("guest", "h1", "web");
        try (Libvirt libvirt = Libvirt.connect(lab.settings())) {
            Telemetry telemetry = libvirt.telemetry();
            assertThat(telemetry.observe().fleet().placement().hostOf(WEB)).isEqualTo(H1);

            Migration migration = new Migration(WEB, H1, H2);
            MigrationHandle handle = libvirt.migrator()
                    .start(new MigrationRequest(
                            "m-1", migration, 1e9, Duration.ofSeconds(1), Duration.ofMinutes(5), Escalation.NONE));
            Lab.await("the end", () -> handle.state() instanceof MigrationState.Ended);

            assertThat(((MigrationState.Ended) handle.state()).outcome())
                    .isInstanceOf(MigrationOutcome.Completed.class);
            assertThat(libvirt.migrator().verify(migration).join()).isInstanceOf(Verification.Verified.class);
            Lab.await(
                    "seen there",
                    () -> telemetry.observe().fleet().placement().hostOf(WEB).equals(H2));
        }
    }

    /** JNA reaches what it needs by reflection, and nobody else does. */
    @Test
    void worksAsAModuleWhoseOtherPackagesAreClosed() throws IOException, InterruptedException {
        List<String> classPath =
                Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
        String tests = classPath.stream()
                .filter(entry -> entry.contains("affinity-libvirt") && entry.endsWith("test-classes"))
                .findFirst()
                .orElseThrow();
        String modules = classPath.stream()
                .filter(entry -> !entry.contains("test"))
                .filter(entry -> entry.endsWith("classes")
                        || entry.matches(".*/(affinity-spi|jna|libvirt|slf4j|jspecify)[^/]*jar"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=com.sun.jna");
        }
        command.addAll(List.of("--module-path", modules, "--add-modules", "io.affinity.libvirt", "-cp", tests));
        command.addAll(List.of(ModuleProgram.class.getName(), lab.fact("h1.UNIX_URI")));

        Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(program.waitFor()).as(said).isZero();
        assertThat(said).contains("module io.affinity.libvirt sees 1 host");
    }
}
