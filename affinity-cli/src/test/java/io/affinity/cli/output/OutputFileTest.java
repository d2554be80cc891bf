// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    private Path folder;

    @Test
    void writesAndReplaces() throws IOException {
        Path file = Files.writeString(folder.resolve("o.txt"), "old and long");
        OutputFile.at(file).write(out -> out.write("new"));
        assertThat(file).hasContent("new");
        assertThat(folder.toFile().list()).containsExactly("o.txt");
    }

    @Test
    void failureLeavesWhatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("o.txt"), "old");
        OutputFile output = OutputFile.at(file);
        assertThatThrownBy(() -> output.write(out -> {
                    out.write("half");
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("disk full");
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("o.txt");
    }

    @Test
    void checkingLeavesNothingBehind() throws IOException {
        OutputFile.at(folder.resolve("o.txt"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void replacesADraftThatAKilledProcessLeft() throws IOException {
        Path file = folder.resolve("o.txt");
        Files.writeString(folder.resolve(".o.txt.tmp"), "half, and longer than what comes");

        OutputFile.at(file).write(out -> out.write("new"));

        assertThat(file).hasContent("new");
        assertThat(folder.toFile().list()).containsExactly("o.txt");
    }

    @Test
    void leavesTheDraftOfSomebodyElseAlone() throws IOException {
        Path file = folder.resolve("o.txt");
        OutputFile output = OutputFile.at(file);
        output.write(out -> {
            out.write("first");
            assertThatThrownBy(() -> output.write(other -> other.write("second")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("somebody else is writing it");
        });

        assertThat(file).hasContent("first");
    }

    @Test
    void folderIsNoOutput() {
        assertThatThrownBy(() -> OutputFile.at(folder)).hasMessageContaining("is a folder; it must be a file");
    }

    @Test
    void linkStaysALink() throws IOException {
        Path target = Files.writeString(folder.resolve("target.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), target);
        OutputFile.at(link).write(out -> out.write("new"));
        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent("new");
    }
}
