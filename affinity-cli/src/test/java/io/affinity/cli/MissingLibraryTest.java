// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine without the C library of libvirt: a JVM of its own, which looks for it where it is not. */
class MissingLibraryTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"status", "run"})
    void isOneLineThatNamesThePackageHoweverManyHostsThereAre(String command) throws Exception {
        Path file = folder.resolve("cluster.yaml");
        Files.writeString(file, "hosts: [{name: a, uri: 'test:///default'}, {name: b, uri: 'test:///other'}]");
        Path errors = folder.resolve("errors");

        Process program = start(errors, command, "--config", file.toString());

        assertThat(program.waitFor()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(Files.readAllLines(errors))
                .singleElement()
                .asString()
                .startsWith(
                        "affinity: The C library of libvirt cannot be loaded. Maybe its package is missing: libvirt0"
                                + " on Debian and Ubuntu, libvirt-libs on Fedora and RHEL.");
    }

    private static Process start(Path errors, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djna.platform.library.path=/nonexistent",
                "-cp",
                System.getProperty("java.class.path"),
                Affinity.class.getName()));
        if (Runtime.version().feature() >= 22) {
            command.add(1, "--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(errors.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
