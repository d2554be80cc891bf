// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.yaml;

import io.affinity.cli.output.OutputFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files that may be anything: folders, binaries, endless devices. */
public final class YamlFile {

    /** Ten thousand VMs with a policy each are a tenth of this. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private YamlFile() {}

    /**
     * {@return the text of a file, without a byte order mark}
     *
     * @throws YamlException if it cannot be read, is no text in UTF-8, or is longer than 4 MiB
     */
    public static String text(Path file) {
        if (Files.isDirectory(file)) {
            throw new YamlException(0, "must be a file, not a folder.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new YamlException(0, "must have at most 4 MiB.");
            }
            return decoded(bytes);
        } catch (NoSuchFileException e) {
            throw new YamlException(0, "there is no such file.", e);
        } catch (AccessDeniedException e) {
            throw new YamlException(0, "must be readable for the user who runs this; access is denied.", e);
        } catch (IOException e) {
            throw new YamlException(0, "cannot be read: " + OutputFile.reason(e), e);
        }
    }

    private static String decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith(String.valueOf(BYTE_ORDER_MARK)) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new YamlException(0, "must be text in UTF-8; maybe it is a binary, or in another encoding.", e);
        }
    }
}
