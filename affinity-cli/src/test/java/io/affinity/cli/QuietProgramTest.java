// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.lab.OnLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nothing is wrong, nothing is on standard error: no word of Java's about native code, none of a library. */
@OnLab
class QuietProgramTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"status", "plan --sample 1", "plan -o json --sample 1", "run --mode automatic --cycles 1"})
    void saysNothingOnStandardError(String words) throws IOException, InterruptedException {
        Path file = folder.resolve("try-out.yaml");
        Files.copy(Path.of("..", "docs", "examples", "try-out.yaml"), file);

        try (Program program = Program.start(folder, (words + " --config " + file).split(" "))) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.err()).isEmpty();
            assertThat(program.out()).contains("pretended");
        }
    }

    @Test
    void whatIsSaidOnTheScreenIsNotLoggedAsWell() throws IOException, InterruptedException {
        Path file = folder.resolve("try-out.yaml");
        Files.copy(Path.of("..", "docs", "examples", "try-out.yaml"), file);
        Path state = Files.createDirectory(folder.resolve("affinity-state"));
        Files.writeString(state.resolve("learned"), "a file where a folder must be");

        try (Program program = Program.start(folder, "run", "--cycles", "1", "--config", file.toString())) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.err()).isEmpty();
            assertThat(program.out().lines().toList())
                    .filteredOn(line -> line.startsWith("NOTE: "))
                    .as("what could not be saved at the end")
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains("could not be saved"));
        }
    }
}
