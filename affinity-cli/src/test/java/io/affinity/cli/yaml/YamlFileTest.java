// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlFileTest {

    @TempDir
    Path folder;

    @Test
    void readsTextWithAByteOrderMark() throws IOException {
        Path file =
                Files.write(folder.resolve("marked.yaml"), "\uFEFFmode: observe\n".getBytes(StandardCharsets.UTF_8));

        assertThat(YamlFile.text(file)).isEqualTo("mode: observe\n");
    }

    @Test
    void refusesWhatIsNoFileOfText() throws IOException {
        refused(folder, "must be a file, not a folder.");
        refused(folder.resolve("none"), "there is no such file.");
        refused(
                Files.write(folder.resolve("binary"), new byte[] {0x7f, 'E', 'L', 'F', (byte) 0xff, 0}),
                "must be text in UTF-8");
        refused(
                Files.writeString(folder.resolve("utf-16"), "mode: observe", StandardCharsets.UTF_16),
                "must be text in UTF-8");
        refused(folder.resolve("utf-16/below-a-file"), "cannot be read: Not a directory");
    }

    @Test
    void refusesWhatIsTooLongWithoutReadingAllOfIt() throws IOException {
        Path file = folder.resolve("large");
        try (var channel = Files.newByteChannel(
                file, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)) {
            channel.position(100_000_000).write(java.nio.ByteBuffer.wrap(new byte[] {'\n'}));
        }

        refused(file, "must have at most 4 MiB.");
        refused(Path.of("/dev/zero"), "must have at most 4 MiB.");
    }

    private static void refused(Path file, String message) {
        assertThatThrownBy(() -> YamlFile.text(file))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining(message);
    }
}
