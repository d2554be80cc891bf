// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedVmsTest {

    @TempDir
    private Path folder;

    @Test
    void vmsAreThoseOfWholeLinesOfAllDays() throws IOException {
        Files.writeString(
                folder.resolve("demand-2026-01-05.txt"),
                CheckedLine.of("1767614400000 web+1 cpu=0.5") + "\n" + CheckedLine.of("1767614400000 db") + "\n");
        Files.writeString(
                folder.resolve("demand-2026-01-06.txt"),
                CheckedLine.of("1767700800000 db cpu=1") + "\n00000000 1767700800000 broken cpu=1\nhalf");
        Files.writeString(folder.resolve("status.json"), "{}");

        assertThat(RecordedVms.in(folder)).containsExactly(new VmId("db"), new VmId("web 1"));
    }

    @Test
    void noFolderHasNone() {
        assertThat(RecordedVms.in(folder.resolve("none"))).isEmpty();
    }
}
