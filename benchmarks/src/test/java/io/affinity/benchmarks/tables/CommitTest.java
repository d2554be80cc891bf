// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitTest {

    @TempDir
    private Path folder;

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    @Test
    void outsideOfACheckoutItIsNotKnown() throws InterruptedException {
        assertThat(Commit.of(folder)).isEqualTo("unknown");
    }

    @Test
    void aTreeThatIsNotCleanIsSaid() throws IOException, InterruptedException {
        git("init", "-q");
        git("commit", "-q", "--allow-empty", "-m", "first");

        assertThat(Commit.of(folder)).matches("[0-9a-f]{40,64}");
        Files.writeString(folder.resolve("new"), "");
        assertThat(Commit.of(folder)).matches("[0-9a-f]{40,64}-dirty");
    }
}
