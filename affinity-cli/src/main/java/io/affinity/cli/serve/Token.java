// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import io.affinity.cli.config.ConfigException;
import io.affinity.cli.output.OutputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A secret by which somebody is let in. Immutable; never printed. */
final class Token {

    private static final String SCHEME = "Bearer ";
    private static final int LEAST = 16;
    private static final int MOST = 1024;

    private final byte[] secret;

    private Token(byte[] secret) {
        this.secret = secret;
    }

    /**
     * {@return the only line of a file}
     *
     * @throws ConfigException if it cannot be read, or is none
     */
    static Token read(Path file) {
        try {
            String text = Files.size(file) > 2 * MOST
                    ? ""
                    : Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (text.length() < LEAST || text.length() > MOST || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new ConfigException("listen.token-file: " + file + " must hold one line of " + LEAST + " to "
                        + MOST + " ASCII characters without spaces; openssl rand -hex 32 makes one.");
            }
            return new Token(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new ConfigException("listen.token-file: " + file + " cannot be read: " + OutputFile.reason(e), e);
        }
    }

    /** {@return whether this header shows it; takes the same time however much of it is right} */
    boolean isShownBy(@Nullable String authorization) {
        return authorization != null
                && authorization.startsWith(SCHEME)
                && MessageDigest.isEqual(
                        secret, authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
    }
}
